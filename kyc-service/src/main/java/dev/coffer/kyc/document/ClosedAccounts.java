package dev.coffer.kyc.document;

import dev.coffer.core.events.Endings;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;

/** Users of whom no document is taken any more. */
final class ClosedAccounts implements DeclaresIndexes {

    private final Endings endings;

    ClosedAccounts(Endings endings) {
        this.endings = endings;
    }

    void close(UnitOfWork unit, String tenantId, String userId, Instant at) {
        endings.end(unit, tenantId, userId, at);
    }

    boolean isClosed(UnitOfWork unit, String tenantId, String userId) {
        return endings.isOver(unit, tenantId, userId);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return endings.indexes();
    }
}
