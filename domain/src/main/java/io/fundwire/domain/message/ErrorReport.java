package io.fundwire.domain.message;

/// Tells a client what was wrong, in one sentence that says what was expected.
///
/// @param message plain words for people; never an exception's text
public record ErrorReport(ErrorCode code, String message) implements ServerMessage {

    @Override
    public String type() {
        return "error";
    }

    @Override
    public Lane lane() {
        return Lane.CONTROL;
    }
}
