package io.fundwire.application.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class ReceiptQueueTest {

    private final ReceiptQueue receipts = new ReceiptQueue();
    private final List<String> handedOut = new ArrayList<>();

    @Test
    void whatIsAddedMeanwhileFollows() {
        receipts.add(() -> {
            receipts.add(() -> handedOut.add("second"));
            receipts.handOut();
            handedOut.add("first");
        });

        receipts.handOut();

        assertThat(handedOut).containsExactly("first", "second");
    }

    @Test
    void aReceiptThatFailsKeepsNobodyElseFromTheirs() {
        receipts.add(() -> {
            throw new IllegalStateException("a fault");
        });
        receipts.add(() -> handedOut.add("second"));
        assertThatIllegalStateException().isThrownBy(receipts::handOut);
        receipts.add(() -> handedOut.add("third"));

        receipts.handOut();

        assertThat(handedOut).containsExactly("second", "third");
    }
}
