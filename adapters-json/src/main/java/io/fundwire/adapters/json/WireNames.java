package io.fundwire.adapters.json;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;

import io.fundwire.application.session.ClientState;
import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.channel.ChannelMessageDelivery;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.notification.Action;
import io.fundwire.domain.notification.DeliveryRecord;
import io.fundwire.domain.notification.Notification;
import io.fundwire.domain.notification.NotificationId;

import java.time.Instant;
import java.util.List;

/// Where a domain record is called or shaped otherwise on the wire: Jackson mix-ins, each named
/// after what it stands for.
final class WireNames {

    private WireNames() {}

    /// These say where a message goes; only what is left is its data.
    @JsonIgnoreProperties({"type", "lane", "conflationKey", "followed"})
    interface OfMessage {}

    interface OfId {
        @JsonValue
        String value();
    }

    interface OfDelivery {
        @JsonUnwrapped
        Notification notification();
    }

    interface OfItem {
        @JsonUnwrapped
        Notification notification();
    }

    interface OfRecord {
        @JsonProperty("userId")
        UserId user();

        @JsonUnwrapped
        DeliveryRecord.Ending ending();
    }

    interface OfEnding {
        @JsonProperty("endedAt")
        Instant at();
    }

    interface OfChannelMessage {
        @JsonUnwrapped
        ChannelMessage message();
    }

    interface OfLastOfPage {
        @JsonUnwrapped
        ChannelMessageDelivery delivery();
    }

    interface OfNotification {
        @JsonProperty("notificationId")
        NotificationId id();

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Action> actions();
    }

    interface OfPayload {
        @JsonValue
        @JsonRawValue
        String json();
    }

    interface OfListedClient {
        @JsonUnwrapped
        ClientState state();
    }

    interface OfShownClient {
        @JsonUnwrapped
        ClientState state();
    }

    interface OfHealth {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> reasons();
    }
}
