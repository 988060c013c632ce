package io.fundwire.application.session;

import io.fundwire.application.fixtures.InMemoryResumeLedger;
import io.fundwire.application.fixtures.ResumeLedgerContract;

final class InMemoryResumeLedgerTest extends ResumeLedgerContract {

    private byte made;

    @Override
    protected ResumeLedger emptyLedger() {
        return new InMemoryResumeLedger(made++);
    }
}
