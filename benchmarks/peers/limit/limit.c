/*
 * The yardstick: about the least that a server can do who answers heartbeats and passes messages on
 * to all. One thread, level-triggered epoll, one recv() for what is readable, one send() for the
 * answers to it, one send() for each delivery. It finds what it needs by searching the text, believes
 * what it is told, and knows one channel. It is no server that anybody could use.
 *
 *   cc -O2 -o limit limit.c && ./limit          prints the port that it took
 *
 * Of RFC 6455 it has the handshake, whole text frames, pings and the close.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { TEXT = 1, CLOSE = 8, PING = 9, PONG = 10, EVENTS = 1024, ROOM = 1 << 18, NOWHERE = -1 };

/* One connection. `place` is where it stands among the subscribers. */
struct client {
    int fd, upgraded, place;
    unsigned long number;
    unsigned char *unread, *unsent;
    size_t unread_length, unsent_length;
};

static int events;
static struct client **subscribers;
static int subscriber_count, subscriber_room;
static unsigned long last_number, last_offset;
static char now[32];

static unsigned char in[2 * ROOM], out[2 * ROOM];
static size_t out_length;

static void *must(void *memory) {
    if (memory == NULL) {
        perror("memory");
        exit(1);
    }
    return memory;
}

/* The time as it stands in messages, once for all that one wait brings. */
static void read_clock(void) {
    struct timespec time;
    struct tm utc;
    clock_gettime(CLOCK_REALTIME, &time);
    gmtime_r(&time.tv_sec, &utc);
    size_t length = strftime(now, sizeof now, "%FT%T", &utc);
    snprintf(now + length, sizeof now - length, ".%03dZ", (int)(time.tv_nsec / 1000000) % 1000);
}

/* ------------------------------------------------------------------ handshake */

static uint32_t rotated(uint32_t word, int by) {
    return word << by | word >> (32 - by);
}

/* FIPS 180-4, for texts that fit into two blocks. */
static void sha1(const char *text, size_t length, unsigned char digest[20]) {
    uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    unsigned char padded[128] = {0};
    size_t blocks = length + 9 > 64 ? 2 : 1;
    memcpy(padded, text, length);
    padded[length] = 0x80;
    padded[blocks * 64 - 2] = (unsigned char)(length * 8 >> 8);
    padded[blocks * 64 - 1] = (unsigned char)(length * 8);
    for (size_t block = 0; block < blocks; block++) {
        uint32_t schedule[80], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
        for (int i = 0; i < 80; i++) {
            if (i < 16) {
                uint32_t word;
                memcpy(&word, padded + block * 64 + i * 4, 4);
                schedule[i] = ntohl(word);
            } else {
                schedule[i] = rotated(schedule[i - 3] ^ schedule[i - 8] ^ schedule[i - 14] ^ schedule[i - 16], 1);
            }
            uint32_t mixed = i < 20   ? ((b & c) | (~b & d)) + 0x5a827999
                             : i < 40 ? (b ^ c ^ d) + 0x6ed9eba1
                             : i < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
                                      : (b ^ c ^ d) + 0xca62c1d6;
            uint32_t next = rotated(a, 5) + mixed + e + schedule[i];
            e = d;
            d = c;
            c = rotated(b, 30);
            b = a;
            a = next;
        }
        uint32_t added[5] = {a, b, c, d, e};
        for (int i = 0; i < 5; i++) state[i] += added[i];
    }
    for (int i = 0; i < 5; i++) {
        uint32_t word = htonl(state[i]);
        memcpy(digest + i * 4, &word, 4);
    }
}

/* 20 bytes in base64 are 27 characters and one of padding. */
static void base64(const unsigned char digest[20], char text[29]) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < 27; i++) {
        int bit = i * 6, byte = bit / 8;
        unsigned pair = (unsigned)digest[byte] << 8 | (byte + 1 < 20 ? digest[byte + 1] : 0);
        text[i] = letters[pair >> (10 - bit % 8) & 63];
    }
    memcpy(text + 27, "=", 2);
}

/* ------------------------------------------------------------------ output */

static void watch(struct client *client, int operation, uint32_t interest) {
    struct epoll_event event = {.events = interest, .data.ptr = client};
    epoll_ctl(events, operation, client->fd, &event);
}

static void keep_unsent(struct client *client, const unsigned char *bytes, size_t length) {
    client->unsent = must(realloc(client->unsent, client->unsent_length + length));
    memcpy(client->unsent + client->unsent_length, bytes, length);
    client->unsent_length += length;
}

static void write_to(struct client *client, const unsigned char *bytes, size_t length) {
    ssize_t sent = client->unsent_length > 0 ? 0 : send(client->fd, bytes, length, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) return; /* the next read finds out why */
    if (sent < 0) sent = 0;
    if ((size_t)sent < length) {
        if (client->unsent_length == 0) watch(client, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
        keep_unsent(client, bytes + sent, length - (size_t)sent);
    }
}

static void write_unsent(struct client *client) {
    ssize_t sent = send(client->fd, client->unsent, client->unsent_length, MSG_NOSIGNAL);
    if (sent <= 0) return;
    client->unsent_length -= (size_t)sent;
    memmove(client->unsent, client->unsent + sent, client->unsent_length);
    if (client->unsent_length == 0) {
        free(client->unsent);
        client->unsent = NULL;
        watch(client, EPOLL_CTL_MOD, EPOLLIN);
    }
}

/* Puts a frame at the end of `frames`, and returns its length. */
static size_t put_frame(unsigned char *frame, int kind, const void *payload, size_t length) {
    size_t header = 2;
    frame[0] = (unsigned char)(0x80 | kind);
    if (length < 126) {
        frame[1] = (unsigned char)length;
    } else {
        frame[1] = 126;
        frame[2] = (unsigned char)(length >> 8);
        frame[3] = (unsigned char)length;
        header = 4;
    }
    memcpy(frame + header, payload, length);
    return header + length;
}

/* What answers the client whose bytes are being read goes out in one write. */
static void answer(int kind, const void *payload, size_t length) {
    out_length += put_frame(out + out_length, kind, payload, length);
}

static void send_answers(struct client *client) {
    if (out_length > 0) write_to(client, out, out_length);
    out_length = 0;
}

/* ------------------------------------------------------------------ messages */

static void subscribe(struct client *client) {
    if (client->place == NOWHERE) {
        if (subscriber_count == subscriber_room) {
            subscriber_room = subscriber_room * 2 + 1024;
            subscribers = must(realloc(subscribers, (size_t)subscriber_room * sizeof *subscribers));
        }
        client->place = subscriber_count;
        subscribers[subscriber_count++] = client;
    }
}

static int contains(const char *text, size_t length, const char *what) {
    return memmem(text, length, what, strlen(what)) != NULL;
}

/* The data of a publish go to all as they came: only a type, an offset and a time are put before. */
static void publish(struct client *client, const char *text, size_t length) {
    static unsigned char frame[ROOM];
    static char message[ROOM];
    static const char name[] = "\"data\":";
    const char *data = memmem(text, length, name, sizeof name - 1);
    if (data == NULL) return;
    last_offset++;
    int written = snprintf(message, sizeof message,
            "{\"type\":\"message\",\"timestamp\":\"%s\",\"offset\":%lu,\"from\":\"client_%lu\",%.*s", now,
            last_offset, client->number, (int)(text + length - data), data);
    size_t framed = put_frame(frame, TEXT, message, (size_t)written);
    for (int i = 0; i < subscriber_count; i++) write_to(subscribers[i], frame, framed);
    written = snprintf(message, sizeof message,
            "{\"type\":\"published\",\"timestamp\":\"%s\",\"data\":{\"offset\":%lu}}", now, last_offset);
    answer(TEXT, message, (size_t)written);
}

static void hear(struct client *client, const char *text, size_t length) {
    char message[256];
    int written;
    if (contains(text, length, "\"heartbeat\"")) {
        written = snprintf(message, sizeof message,
                "{\"type\":\"heartbeat-ack\",\"timestamp\":\"%s\",\"clientId\":\"client_%lu\",\"data\":{\"serverTime\":\"%s\"}}",
                now, client->number, now);
        answer(TEXT, message, (size_t)written);
    } else if (contains(text, length, "\"publish\"")) {
        publish(client, text, length);
    } else if (contains(text, length, "\"subscribe\"")) {
        subscribe(client);
        written = snprintf(message, sizeof message, "{\"type\":\"subscribed\",\"timestamp\":\"%s\",\"data\":{}}", now);
        answer(TEXT, message, (size_t)written);
    }
}

/* ------------------------------------------------------------------ input */

/* Returns how much of it was a whole request, or -1 if it is none. */
static ssize_t upgrade(struct client *client, const char *bytes, size_t length) {
    static const char name[] = "Sec-WebSocket-Key: ";
    const char *end = memmem(bytes, length, "\r\n\r\n", 4);
    if (end == NULL) return 0;
    const char *key = memmem(bytes, length, name, sizeof name - 1);
    if (key == NULL || end - key < (ssize_t)sizeof name - 1 + 24) return -1;
    char salted[61], accept[29];
    unsigned char digest[20];
    memcpy(salted, key + sizeof name - 1, 24);
    memcpy(salted + 24, "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", 37);
    sha1(salted, 60, digest);
    base64(digest, accept);
    out_length = (size_t)sprintf((char *)out,
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n",
            accept);
    char welcome[512];
    int written = snprintf(welcome, sizeof welcome,
            "{\"type\":\"connection\",\"timestamp\":\"%s\",\"clientId\":\"client_%lu\",\"data\":{\"clientId\":\"client_%lu\",\"serverTime\":\"%s\","
            "\"features\":[\"heartbeat\"],\"heartbeatInterval\":30000,\"maxPayload\":16384}}",
            now, client->number, client->number, now);
    answer(TEXT, welcome, (size_t)written);
    client->upgraded = 1;
    return end + 4 - bytes;
}

/* Returns how much of it was a whole frame, or -1 if the client is to go. */
static ssize_t take_frame(struct client *client, unsigned char *bytes, size_t length) {
    if (length < 2) return 0;
    size_t size = bytes[1] & 0x7f, header = 6;
    if (size == 126) {
        if (length < 4) return 0;
        size = (size_t)bytes[2] << 8 | bytes[3];
        header = 8;
    }
    if (size == 127 || (bytes[1] & 0x80) == 0) return -1;
    if (length < header + size) return 0;
    unsigned char *payload = bytes + header, *mask = payload - 4;
    for (size_t i = 0; i < size; i++) payload[i] ^= mask[i & 3];
    switch (bytes[0]) {
        case 0x80 | TEXT: hear(client, (char *)payload, size); break;
        case 0x80 | PING: answer(PONG, payload, size); break;
        case 0x80 | PONG: break;
        case 0x80 | CLOSE: answer(CLOSE, payload, size < 2 ? 0 : 2); return -1;
        default: return -1;
    }
    return (ssize_t)(header + size);
}

static void leave(struct client *client) {
    if (client->place != NOWHERE) {
        struct client *moved = subscribers[--subscriber_count];
        subscribers[client->place] = moved;
        moved->place = client->place;
    }
    close(client->fd);
    free(client->unread);
    free(client->unsent);
    free(client);
}

/* Answers are sent when `out` has more than half of what fits. */
static void read_from(struct client *client) {
    memcpy(in, client->unread, client->unread_length);
    ssize_t got = recv(client->fd, in + client->unread_length, ROOM, 0);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) {
        leave(client);
        return;
    }
    size_t length = client->unread_length + (size_t)got, at = 0;
    ssize_t taken;
    do {
        taken = client->upgraded ? take_frame(client, in + at, length - at)
                                 : upgrade(client, (char *)in + at, length - at);
        at += taken > 0 ? (size_t)taken : 0;
        if (out_length > ROOM) send_answers(client);
    } while (taken > 0 && at < length);
    send_answers(client);
    client->unread_length = length - at;
    if (taken < 0 || client->unread_length >= ROOM) {
        leave(client);
    } else if (client->unread_length > 0) {
        client->unread = must(realloc(client->unread, client->unread_length));
        memcpy(client->unread, in + at, client->unread_length);
    }
}

static void welcome(int listener) {
    int fd, yes = 1;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        struct client *client = must(calloc(1, sizeof *client));
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        client->fd = fd;
        client->number = ++last_number;
        client->place = NOWHERE;
        watch(client, EPOLL_CTL_ADD, EPOLLIN);
    }
}

int main(void) {
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    signal(SIGPIPE, SIG_IGN);

    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (bind(listener, (struct sockaddr *)&address, length) < 0 || listen(listener, 4096) < 0) {
        perror("listen");
        return 1;
    }
    getsockname(listener, (struct sockaddr *)&address, &length);
    printf("listening: port=%d\n", ntohs(address.sin_port));
    fflush(stdout);

    events = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event arriving = {.events = EPOLLIN, .data.ptr = NULL}, ready[EVENTS];
    epoll_ctl(events, EPOLL_CTL_ADD, listener, &arriving);
    for (;;) {
        int count = epoll_wait(events, ready, EVENTS, -1);
        read_clock();
        for (int i = 0; i < count; i++) {
            struct client *client = ready[i].data.ptr;
            if (client == NULL) {
                welcome(listener);
            } else {
                if (ready[i].events & EPOLLOUT && client->unsent_length > 0) write_unsent(client);
                if (ready[i].events & ~(uint32_t)EPOLLOUT) read_from(client);
            }
        }
    }
}
