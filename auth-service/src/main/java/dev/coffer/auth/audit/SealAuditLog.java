package dev.coffer.auth.audit;

import dev.coffer.auth.audit.AuditLog.SealedElsewhere;
import dev.coffer.auth.audit.SealedEntry.Link;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Chains what was recorded, tenant by tenant. An entry is chained when its transaction has committed, however late that is, behind
 * what was chained before: the order of a chain is the order in which it was made, and times in it may go back by as long as a
 * transaction takes. Any number of replicas may do so at once: a batch, its places and the chain's new end are one transaction, which
 * fails where the chain has another end by then. Killed in the middle, nothing has happened.
 */
final class SealAuditLog {

    static final int BATCH = 500;

    private final AuditLog log;
    private final RefusalTallies tallies;
    private final Audit audit;
    private final AuditChain chain;
    private final Transactions transactions;
    private final Clock clock;

    SealAuditLog(
            AuditLog log,
            RefusalTallies tallies,
            Audit audit,
            AuditChain chain,
            Transactions transactions,
            Clock clock) {
        this.log = log;
        this.tallies = tallies;
        this.audit = audit;
        this.chain = chain;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Chains all that there is to chain, first making entries of the tallies whose minute is over.
     *
     * @return how many entries were chained
     * @throws CodedException UNAVAILABLE when the store is away
     */
    int sealAll() {
        int tallied;
        do {
            tallied = tally();
        } while (tallied == BATCH);
        int sealed = 0;
        String tenant = log.tenantToSeal(null);
        while (tenant != null) {
            int batch = seal(tenant);
            sealed += batch;
            tenant = batch == BATCH ? tenant : log.tenantToSeal(tenant);
        }
        return sealed;
    }

    /** @return how many were chained; 0 also where another replica was faster */
    private int seal(String tenantId) {
        try {
            return transactions.inTransaction(unit -> seal(unit, tenantId));
        } catch (SealedElsewhere faster) {
            return 0;
        }
    }

    private int seal(UnitOfWork unit, String tenantId) {
        Link head = log.head(unit, tenantId);
        List<AuditEntry> entries = log.unsealed(unit, tenantId, BATCH);
        if (entries.isEmpty()) {
            return 0;
        }
        List<Link> links = new ArrayList<>(entries.size());
        Link last = head;
        for (AuditEntry entry : entries) {
            last = chain.next(last, entry);
            links.add(last);
        }
        log.seal(unit, head, entries, links);
        return entries.size();
    }

    /** @return how many tallies became entries */
    private int tally() {
        Instant isOver = clock.instant().minus(RefusalTally.WINDOW);
        return transactions.inTransaction(unit -> {
            List<RefusalTally> over = tallies.begunBefore(unit, isOver, BATCH);
            if (!over.isEmpty()) {
                tallies.remove(unit, over);
                together(over).forEach(tally -> audit.record(unit, tally.act(), tally.lastAt()));
            }
            return over.size();
        });
    }

    /** Like ones stand beside each other. */
    private static List<RefusalTally> together(List<RefusalTally> tallies) {
        List<RefusalTally> together = new ArrayList<>();
        for (RefusalTally tally : tallies) {
            if (!together.isEmpty() && together.getLast().isLike(tally)) {
                together.add(together.removeLast().plus(tally));
            } else {
                together.add(tally);
            }
        }
        return together;
    }
}
