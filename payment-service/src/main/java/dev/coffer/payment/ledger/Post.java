package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import dev.coffer.payment.usage.Counting;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moves money: all legs or none. A deposit is world to user and the fee from user to fees; a payment is user to user and the
 * fee from the sender to fees.
 *
 * @param type what the whole is; the first leg is the principal one, further legs hang on it
 * @param legs 1 to {@value #MAX_LEGS}, carried out in order
 * @param reason free text for people, or null
 * @param metadata the client's own names and values, at most {@value #MAX_METADATA}
 * @param links the earlier booking that this one belongs to
 * @param counting what it does to somebody's limits; null for nothing
 */
public record Post(
        String tenantId,
        Idempotency idempotency,
        TransferType type,
        List<Leg> legs,
        @Nullable String reason,
        Map<String, String> metadata,
        Links links,
        @Nullable Counting counting)
        implements Keyed {

    public static final int MAX_LEGS = 50;
    public static final int MAX_REASON = 500;
    public static final int MAX_METADATA = 20;
    public static final int MAX_METADATA_KEY = 64;
    public static final int MAX_METADATA_VALUE = 500;

    /**
     * One movement between two wallets.
     *
     * @param from the place that is debited
     * @param to the place that is credited; another one
     * @param amount more than zero, in the currency of both wallets
     */
    public record Leg(Place from, Place to, Money amount, TransferType kind) {

        /** From what can be used in {@code pocket} of one wallet to the same pocket of another. */
        public Leg(WalletRef from, WalletRef to, Money amount, Pocket pocket, TransferType kind) {
            this(Place.available(from, pocket), Place.available(to, pocket), amount, kind);
        }
    }

    /** A transfer that belongs to no earlier one. */
    public Post(
            String tenantId,
            Idempotency idempotency,
            TransferType type,
            List<Leg> legs,
            @Nullable String reason,
            Map<String, String> metadata) {
        this(tenantId, idempotency, type, legs, reason, metadata, Links.NONE, null);
    }

    /** A transfer that counts for nobody. */
    public Post(
            String tenantId,
            Idempotency idempotency,
            TransferType type,
            List<Leg> legs,
            @Nullable String reason,
            Map<String, String> metadata,
            Links links) {
        this(tenantId, idempotency, type, legs, reason, metadata, links, null);
    }

    /** This, carried out only if somebody's limits allow it. */
    public Post counting(Counting what) {
        return new Post(tenantId, idempotency, type, legs, reason, metadata, links, what);
    }

    public Post {
        legs = List.copyOf(legs);
        metadata = Map.copyOf(metadata);
        if (legs.isEmpty() || legs.size() > MAX_LEGS) {
            throw new IllegalArgumentException("A transfer has 1 to " + MAX_LEGS + " legs, not " + legs.size());
        }
        if (reason != null && reason.length() > MAX_REASON) {
            throw new IllegalArgumentException(
                    "A reason has at most " + MAX_REASON + " characters, not " + reason.length());
        }
        if (reason != null) {
            WellFormed.require("A reason", reason);
        }
        if (type.isStatus() || legs.stream().anyMatch(leg -> leg.kind().isStatus())) {
            throw new IllegalArgumentException("A change of status moves nothing; see StatusCommand");
        }
        requireSmall(metadata);
    }

    /** What {@code house} means at {@code leg}. */
    OpenWallet identity(WalletRef.OfHouse house, Leg leg) {
        return OpenWallet.house(tenantId, house.account(), leg.amount().currency());
    }

    /** @throws IllegalArgumentException with a sentence for the client */
    public static void requireSmall(Map<String, String> metadata) {
        if (metadata.size() > MAX_METADATA) {
            throw new IllegalArgumentException(
                    "Metadata has at most " + MAX_METADATA + " names, not " + metadata.size());
        }
        metadata.forEach((name, value) -> {
            if (name.isEmpty() || name.length() > MAX_METADATA_KEY || value.length() > MAX_METADATA_VALUE) {
                throw new IllegalArgumentException("A name in metadata has 1 to " + MAX_METADATA_KEY
                        + " characters and its value at most " + MAX_METADATA_VALUE + "; '" + name + "' does not fit");
            }
            WellFormed.require("A name in metadata", name);
            WellFormed.require("A value in metadata", value);
        });
    }
}
