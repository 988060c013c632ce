package io.fundwire.domain.session;

/// How much of something one connection may send.
///
/// @param perSecond what it may keep up; 0 means no limit
/// @param burst how much it may send at once after a silence
public record Rate(int perSecond, int burst) {

    /// No limit at all.
    public static final Rate UNLIMITED = new Rate(0, 1);

    /// @throws IllegalArgumentException if the rate is negative or the burst not above zero
    public Rate {
        if (perSecond < 0 || burst <= 0) {
            throw new IllegalArgumentException("a rate must not be negative, its burst above zero");
        }
    }

    boolean isUnlimited() {
        return perSecond == 0;
    }
}
