package io.fundwire.adapters.json;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.fundwire.application.session.ListedClient;
import io.fundwire.application.session.ShownClient;
import io.fundwire.domain.channel.ChannelMessageDelivery;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.LastOfPage;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.conversation.ConversationId;
import io.fundwire.domain.health.SystemHealth;
import io.fundwire.domain.message.Payload;
import io.fundwire.domain.message.ServerMessage;
import io.fundwire.domain.notification.DeliveryRecord;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationDelivery;
import io.fundwire.domain.notification.NotificationId;
import io.fundwire.domain.notification.NotificationPage;
import io.fundwire.domain.session.HeartbeatAck;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import java.time.Instant;
import java.util.Locale;

/// How Fundwire reads and writes JSON, in one place.
///
/// Domain records are written as they are, component by component; what stands here is where the
/// wire differs from them.
public final class JsonDialect {

    /// The deepest nesting that is read (protocol section 1).
    static final int MAX_DEPTH = 64;

    private JsonDialect() {}

    /// A mapper for that dialect; thread-safe, to be made once and shared.
    public static JsonMapper mapper() {
        return JsonMapper.builder(factory())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .changeDefaultPropertyInclusion(
                        include -> include.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                .addModule(textual())
                .addMixIn(ServerMessage.class, WireNames.OfMessage.class)
                .addMixIn(ClientId.class, WireNames.OfId.class)
                .addMixIn(UserId.class, WireNames.OfId.class)
                .addMixIn(ChannelName.class, WireNames.OfId.class)
                .addMixIn(ConversationId.class, WireNames.OfId.class)
                .addMixIn(NotificationId.class, WireNames.OfId.class)
                .addMixIn(NotificationDelivery.class, WireNames.OfDelivery.class)
                .addMixIn(NotificationPage.Item.class, WireNames.OfItem.class)
                .addMixIn(DeliveryRecord.class, WireNames.OfRecord.class)
                .addMixIn(DeliveryRecord.Ending.class, WireNames.OfEnding.class)
                .addMixIn(ChannelMessageDelivery.class, WireNames.OfChannelMessage.class)
                .addMixIn(LastOfPage.class, WireNames.OfLastOfPage.class)
                .addMixIn(Notification.class, WireNames.OfNotification.class)
                .addMixIn(Payload.class, WireNames.OfPayload.class)
                .addMixIn(ListedClient.class, WireNames.OfListedClient.class)
                .addMixIn(ShownClient.class, WireNames.OfShownClient.class)
                .addMixIn(SystemHealth.class, WireNames.OfHealth.class)
                .build();
    }

    /// How a constant is written: `NOT_FOUND` is `not-found`.
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Strict about what two readers could take differently: encodings other than UTF-8, and names
    /// that occur twice in an object.
    private static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                .recyclerPool(JsonRecyclerPools.threadLocalPool())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
                .build();
    }

    private static SimpleModule textual() {
        return new SimpleModule()
                .addSerializer(Instant.class, new InstantWriter())
                .addSerializer(HeartbeatAck.class, new HeartbeatAckWriter())
                .addSerializer(Enum.class, new EnumWriter());
    }

    /// UTC with milliseconds, always three digits of them.
    private static final class InstantWriter extends ValueSerializer<Instant> {

        private final TimestampText timestamps = new TimestampText();

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
            json.writeString(timestamps.of(value));
        }
    }

    /// By hand, since nothing is written more often: by reflection it costs twice as much.
    private static final class HeartbeatAckWriter extends ValueSerializer<HeartbeatAck> {

        @Override
        public void serialize(
                HeartbeatAck value, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            json.writeName("serverTime");
            context.writeValue(json, value.serverTime());
            json.writeEndObject();
        }
    }

    /// Raw, since that is how Jackson looks for the writer of all enums.
    @SuppressWarnings("rawtypes")
    private static final class EnumWriter extends ValueSerializer<Enum> {

        @Override
        public void serialize(Enum value, JsonGenerator json, SerializationContext context) {
            json.writeString(word(value));
        }
    }
}
