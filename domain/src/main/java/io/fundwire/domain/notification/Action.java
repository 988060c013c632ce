package io.fundwire.domain.notification;

import org.jspecify.annotations.Nullable;

/// Something that the reader can choose to do about a notification.
///
/// @param id what an acknowledgement names, unique within its notification
/// @param label what the reader sees
/// @param style how the front end may show it
public record Action(String id, String label, @Nullable String style) {

    /// The longest id, in characters.
    public static final int MAX_ID_LENGTH = 64;
}
