package dev.coffer.payment.live;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.ledger.Transfers;
import java.util.LinkedHashSet;
import java.util.List;
import reactor.core.publisher.Flux;

/**
 * Tells users of their transfers as they are booked, and of earlier ones that are taken back. Nothing is told twice for one booking;
 * where something may have been missed, it ends and says so.
 */
final class FollowTransfers {

    /** Bookings that are remembered as told: a transfer between two wallets of one user comes as two events, soon after each other. */
    private static final int REMEMBERED = 256;

    private final LiveChanges changes;
    private final Transfers transfers;
    private final LiveSettings settings;

    FollowTransfers(LiveChanges changes, Transfers transfers, LiveSettings settings) {
        this.changes = changes;
        this.transfers = transfers;
        this.settings = settings;
    }

    /**
     * Begins at once, not when it is subscribed to.
     *
     * @throws CodedException UNAVAILABLE; TOO_MANY_REQUESTS
     */
    Flux<Transfer> follow(Caller caller) {
        Following following = new Following(settings.waiting());
        Runnable leave = changes.follow(caller.tenantId(), caller.userId(), new Follower() {
            @Override
            public void changed(Change change) {
                if (change.isMovement()) {
                    following.add(change.transferId());
                }
            }

            @Override
            public void interrupted() {
                following.fail(LiveChanges.away());
            }

            @Override
            public void resumed() {
                following.fail(LiveChanges.away());
            }

            @Override
            public void fail(CodedException why) {
                following.fail(why);
            }
        });
        LinkedHashSet<String> told = new LinkedHashSet<>();
        return following
                .ids()
                .publishOn(Lookups.SCHEDULER, 1)
                .concatMapIterable(
                        id -> {
                            following.taken(id);
                            return isNew(told, id) ? look(caller, id) : List.<Transfer>of();
                        },
                        1)
                .doFinally(end -> leave.run());
    }

    private static boolean isNew(LinkedHashSet<String> told, String id) {
        boolean isNew = told.add(id);
        if (told.size() > REMEMBERED) {
            told.removeFirst();
        }
        return isNew;
    }

    /** The transfer, and the one that it takes back. */
    private List<Transfer> look(Caller caller, String id) {
        Transfer transfer = transfers.find(caller.tenantId(), id);
        if (transfer == null || !isParty(caller, transfer)) {
            return List.of();
        }
        String reversed = transfer.links().reverses();
        Transfer earlier = reversed == null ? null : transfers.find(caller.tenantId(), reversed);
        return earlier == null || !isParty(caller, earlier) ? List.of(transfer) : List.of(transfer, earlier);
    }

    /** The event said whose it is; only what the ledger says counts. */
    private static boolean isParty(Caller caller, Transfer transfer) {
        return transfer.parties().stream().anyMatch(party -> LiveChanges.isOf(party.owner(), caller.userId()));
    }
}
