package dev.coffer.payment.ledger;

import dev.coffer.core.ids.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A batch decided in order, each command on what its predecessors left: what to write, and what to answer once it is
 * written. The wallets under it may come from the cache and be out of date. For a booking that does no harm, because its
 * entries would then collide in the store. A refusal collides with nothing, so {@link #doubtful} names the wallets that
 * must be looked at again before a refusal may be given. What a hold or a reversal refuses needs no second look: what is over
 * stays over.
 */
final class Round implements LedgerState {

    private final WalletCache cache;
    private final Map<Book.Key, Book.Decided> decided;
    private final Subjects subjects;
    private final Set<String> fresh;
    private final Clock clock;
    private final Ids ids;

    private final Map<String, Wallet> changed = new LinkedHashMap<>();
    private final Map<OpenWallet, String> opened = new HashMap<>();
    private final Set<String> openedIds = new HashSet<>();
    private final Map<String, Hold> holds = new LinkedHashMap<>();
    private final Set<String> reversed = new HashSet<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private final List<Book.RememberedRefusal> refusals = new ArrayList<>();
    private final List<Runnable> answers = new ArrayList<>();
    private final Set<String> doubtful = new HashSet<>();

    /**
     * @param decided what was decided before this batch
     * @param subjects what the batch is about, as it was before it
     * @param fresh ids of the wallets in {@code cache} that were loaded for this batch
     */
    Round(
            WalletCache cache,
            Map<Book.Key, Book.Decided> decided,
            Subjects subjects,
            Set<String> fresh,
            Clock clock,
            Ids ids) {
        this.cache = cache;
        this.decided = new HashMap<>(decided);
        this.subjects = subjects;
        this.fresh = fresh;
        this.clock = clock;
        this.ids = ids;
    }

    void decide(Pending pending) {
        switch (pending) {
            case Pending.PendingOpen open -> {
                Wallet wallet = open(open.command());
                answers.add(() -> open.answer().complete(wallet));
            }
            case Pending.PendingStatus status -> {
                StatusResult result = change(status.command());
                answers.add(() -> status.answer().complete(result));
            }
            case Pending.PendingPost post -> {
                PostResult result = post(post.command());
                answers.add(() -> post.answer().complete(result));
            }
        }
    }

    private Wallet open(OpenWallet command) {
        Decision decision = Ledger.decide(this, command, clock.instant(), ids);
        if (!(decision instanceof Decision.Booking booking)) {
            throw new IllegalStateException("Opening a wallet is never refused, but: " + decision);
        }
        apply(booking);
        return booking.wallets().getFirst();
    }

    /** Needs no look-up of its key: a wallet is like that or it is not. A refusal is not kept. */
    private StatusResult change(StatusCommand command) {
        return switch (Ledger.decide(this, command, clock.instant(), ids)) {
            case Decision.Booking booking -> {
                apply(booking);
                yield new StatusResult.Changed(booking.wallets().getFirst());
            }
            case Decision.Refusal refusal -> {
                doubt(wallet(command.walletId()));
                yield new StatusResult.Refused(refusal.code(), refusal.message());
            }
        };
    }

    private PostResult post(Keyed command) {
        Book.Key key = Book.Key.of(command);
        Book.Decided before = decided.get(key);
        if (before != null) {
            return before.request().equals(command.idempotency().request()) ? before.result() : keyReused();
        }
        Instant now = clock.instant();
        PostResult result = switch (Ledger.decide(this, command, now, ids)) {
            case Decision.Booking booking -> book(booking);
            case Decision.Refusal refusal -> refuse(command, refusal, now);
        };
        decided.put(key, new Book.Decided(command.idempotency().request(), result));
        return result;
    }

    private static PostResult keyReused() {
        return new PostResult.Refused(
                LedgerRefusal.IDEMPOTENCY_KEY_REUSED, "This idempotency key was used before for another request.");
    }

    private PostResult book(Decision.Booking booking) {
        apply(booking);
        Transfer transfer = booking.transfer();
        if (transfer == null) {
            throw new IllegalStateException("A post was booked without a transfer");
        }
        return new PostResult.Posted(transfer);
    }

    private void apply(Decision.Booking booking) {
        for (Wallet wallet : booking.opened()) {
            opened.put(wallet.identity(), wallet.id());
            openedIds.add(wallet.id());
            changed.put(wallet.id(), wallet);
        }
        if (booking.transfer() != null) {
            transfers.add(booking.transfer());
            if (booking.transfer().links().reverses() != null) {
                reversed.add(booking.transfer().links().reverses());
            }
            if (booking.hold() != null) {
                holds.put(booking.hold().id(), booking.hold());
            }
            booking.wallets().forEach(wallet -> changed.put(wallet.id(), wallet));
        }
    }

    private PostResult refuse(Keyed command, Decision.Refusal refusal, Instant at) {
        PostResult.Refused result =
                new PostResult.Refused(refusal.code(), refusal.message(), refusal.retryAfterSeconds());
        refusals.add(new Book.RememberedRefusal(ids.next(), command.tenantId(), command.idempotency(), result, at));
        if (Draft.of(command, this, at) instanceof Draft.Bookable draft) {
            touched(draft.post()).forEach(this::doubt);
        }
        return result;
    }

    /** @param wallet that speaks for a refusal; null when it is its absence that does, which was looked at for this batch */
    private void doubt(@Nullable Wallet wallet) {
        if (wallet != null && !fresh.contains(wallet.id()) && !openedIds.contains(wallet.id())) {
            doubtful.add(wallet.id());
        }
    }

    private List<Wallet> touched(Post command) {
        List<Wallet> wallets = new ArrayList<>();
        for (Post.Leg leg : command.legs()) {
            for (WalletRef ref : List.of(leg.from().wallet(), leg.to().wallet())) {
                Wallet wallet = switch (ref) {
                    case WalletRef.ById byId -> wallet(byId.walletId());
                    case WalletRef.OfHouse house -> wallet(command.identity(house, leg));
                };
                if (wallet != null) {
                    wallets.add(wallet);
                }
            }
        }
        return wallets;
    }

    @Override
    public @Nullable Wallet wallet(String walletId) {
        Wallet wallet = changed.get(walletId);
        return wallet != null ? wallet : cache.wallet(walletId);
    }

    @Override
    public @Nullable Wallet wallet(OpenWallet identity) {
        String openedId = opened.get(identity);
        if (openedId != null) {
            return changed.get(openedId);
        }
        Wallet cached = cache.wallet(identity);
        return cached == null ? null : wallet(cached.id());
    }

    /** As this round leaves it: a hold that is changed twice in one round is written once, as it is in the end. */
    @Override
    public @Nullable Hold hold(String holdId) {
        Hold changedHere = holds.get(holdId);
        return changedHere != null ? changedHere : subjects.hold(holdId);
    }

    @Override
    public @Nullable Transfer transfer(String transferId) {
        return subjects.transfer(transferId);
    }

    @Override
    public boolean isReversed(String transferId) {
        return reversed.contains(transferId) || subjects.isReversed(transferId);
    }

    /** Wallets that speak for a refusal and may be out of date. */
    Set<String> doubtful() {
        return doubtful;
    }

    Book.Writes writes() {
        List<Wallet> inserted = new ArrayList<>();
        List<Wallet> updated = new ArrayList<>();
        changed.values().forEach(wallet -> (openedIds.contains(wallet.id()) ? inserted : updated).add(wallet));
        return new Book.Writes(inserted, updated, holdChanges(), transfers, refusals);
    }

    private List<Book.HoldChange> holdChanges() {
        return holds.values().stream()
                .map(hold -> {
                    Hold before = subjects.hold(hold.id());
                    return new Book.HoldChange(hold, before == null ? 0 : before.version());
                })
                .toList();
    }

    /** Call once what {@link #writes} says is durable: the cache learns of it, and the callers. */
    void settle() {
        cache.putAll(changed.values());
        answers.forEach(Runnable::run);
    }

    /** Call when it is not written, or nobody knows: what the batch touched is no longer trusted. */
    void distrust() {
        cache.remove(changed.keySet());
    }
}
