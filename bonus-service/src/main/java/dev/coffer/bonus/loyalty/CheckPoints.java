package dev.coffer.bonus.loyalty;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through a player's book of points from its first entry on and says what is wrong first. Repairs nothing. */
final class CheckPoints {

    private static final int BATCH = 1_000;

    private final PointBooks books;

    CheckPoints(PointBooks books) {
        this.books = books;
    }

    /** @param entries how many were looked at @param problem in a sentence; null where all is well */
    record Checked(long entries, @Nullable String problem) {}

    Checked check(String tenantId, String userId) {
        long seq = 0;
        long balance = 0;
        List<PointEntry> batch;
        do {
            batch = books.inOrder(tenantId, userId, seq, BATCH);
            for (PointEntry entry : batch) {
                if (entry.seq() != seq + 1) {
                    return new Checked(seq, "Entry " + (seq + 1) + " is not there.");
                }
                balance += entry.points();
                seq++;
                if (balance != entry.balance() || balance < 0) {
                    return new Checked(
                            seq,
                            "After entry " + seq + " the balance is " + entry.balance() + ", not " + balance + ".");
                }
            }
        } while (batch.size() == BATCH);
        PointAccount account = books.find(tenantId, userId);
        return account.seq() == seq && account.balance() == balance
                ? new Checked(seq, null)
                : new Checked(seq, "The account says " + account.balance() + " after " + account.seq() + " entries.");
    }
}
