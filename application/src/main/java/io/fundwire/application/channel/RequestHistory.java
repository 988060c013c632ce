package io.fundwire.application.channel;

import io.fundwire.application.message.Reply;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.FaultLog;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelRefused;
import io.fundwire.domain.message.ErrorCode;
import io.fundwire.domain.message.ServerMessage;

import java.util.OptionalLong;

/// Answers a client with what was published on a channel.
public final class RequestHistory {

    private final ListMessages listMessages;
    private final ChannelLogs logs;
    private final ChannelRules rules;
    private final FaultLog faults;

    /// Asks by `listMessages` where `logs` may be waited for.
    public RequestHistory(
            ListMessages listMessages, ChannelLogs logs, ChannelRules rules, FaultLog faults) {
        this.listMessages = listMessages;
        this.logs = logs;
        this.rules = rules;
        this.faults = faults;
    }

    /// Who wants to know what.
    ///
    /// @param before only messages with a lower offset; empty for the newest
    /// @param limit how many, from 1 to [ListMessages#MAX_LIMIT]
    public record Input(
            ConnectedClient from, ChannelName channel, OptionalLong before, int limit) {}

    /// Answers with a page, to whoever may follow the channel.
    public Reply handle(Input input) {
        return switch (rules.toSubscribe(input.from(), input.channel())) {
            case ChannelRules.Access.Refused refused -> Reply.with(refused.toMessage());
            case ChannelRules.Access.Granted(var kind) ->
                    new Reply.Later(answers -> logs.ask(kind, log -> answer(input, answers)));
        };
    }

    private void answer(Input input, Reply.Answers answers) {
        answers.give(page(input));
        answers.end();
    }

    private ServerMessage page(Input input) {
        var question = new ListMessages.Input(input.channel(), input.before(), input.limit());
        try {
            return switch (listMessages.handle(question)) {
                case ListMessages.Outcome.Page(var history) -> history;
                case ListMessages.Outcome.UnknownKind(var known) ->
                        new ChannelRefused(
                                ErrorCode.NOT_FOUND,
                                ChannelRules.unknownKindSentence(input.channel(), known));
            };
        } catch (RuntimeException fault) {
            faults.report("history", fault);
            return new ChannelRefused(
                    ErrorCode.UNAVAILABLE, "The history cannot be read now: ask again later.");
        }
    }
}
