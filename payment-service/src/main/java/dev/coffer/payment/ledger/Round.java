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
 * must be looked at again before a refusal may be given.
 */
final class Round implements LedgerState {

    private final WalletCache cache;
    private final Map<Book.Key, Book.Decided> decided;
    private final Set<String> fresh;
    private final Clock clock;
    private final Ids ids;

    private final Map<String, Wallet> changed = new LinkedHashMap<>();
    private final Map<OpenWallet, String> opened = new HashMap<>();
    private final Set<String> openedIds = new HashSet<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private final List<Book.RememberedRefusal> refusals = new ArrayList<>();
    private final List<Runnable> answers = new ArrayList<>();
    private final Set<String> doubtful = new HashSet<>();

    /**
     * @param decided what was decided before this batch
     * @param fresh ids of the wallets in {@code cache} that were loaded for this batch
     */
    Round(WalletCache cache, Map<Book.Key, Book.Decided> decided, Set<String> fresh, Clock clock, Ids ids) {
        this.cache = cache;
        this.decided = new HashMap<>(decided);
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
            case Pending.PendingClose close -> {
                CloseResult result = close(close.command());
                answers.add(() -> close.answer().complete(result));
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

    /** Needs no look-up of its key: a wallet is closed or it is not. A refusal is not kept. */
    private CloseResult close(CloseWallet command) {
        return switch (Ledger.decide(this, command, clock.instant(), ids)) {
            case Decision.Booking booking -> {
                apply(booking);
                yield new CloseResult.Closed(booking.wallets().getFirst());
            }
            case Decision.Refusal refusal -> {
                doubt(wallet(command.walletId()));
                yield new CloseResult.Refused(refusal.code(), refusal.message());
            }
        };
    }

    private PostResult post(Post command) {
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
            booking.wallets().forEach(wallet -> changed.put(wallet.id(), wallet));
        }
    }

    private PostResult refuse(Post command, Decision.Refusal refusal, Instant at) {
        PostResult.Refused result = new PostResult.Refused(refusal.code(), refusal.message());
        refusals.add(new Book.RememberedRefusal(ids.next(), command.tenantId(), command.idempotency(), result, at));
        touched(command).forEach(this::doubt);
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
            for (WalletRef ref : List.of(leg.from(), leg.to())) {
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

    /** Wallets that speak for a refusal and may be out of date. */
    Set<String> doubtful() {
        return doubtful;
    }

    Book.Writes writes() {
        List<Wallet> inserted = new ArrayList<>();
        List<Wallet> updated = new ArrayList<>();
        changed.values().forEach(wallet -> (openedIds.contains(wallet.id()) ? inserted : updated).add(wallet));
        return new Book.Writes(inserted, updated, transfers, refusals);
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
