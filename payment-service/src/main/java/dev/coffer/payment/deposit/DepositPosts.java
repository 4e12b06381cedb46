package dev.coffer.payment.deposit;

import dev.coffer.payment.ledger.HouseAccount;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.Post;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.ledger.TransferType;
import dev.coffer.payment.ledger.WalletRef;
import dev.coffer.payment.limit.Limits;
import dev.coffer.payment.usage.CountedAs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What deposits ask of the ledger. Both of one deposit have the same key: of the two, the ledger carries out the first for ever. */
final class DepositPosts {

    private static final WalletRef WORLD = WalletRef.house(HouseAccount.WORLD);

    private final Limits limits;

    DepositPosts(Limits limits) {
        this.limits = limits;
    }

    /** Credits the wallet, less the fee. */
    Post credit(Deposit deposit) {
        WalletRef wallet = WalletRef.id(deposit.walletId());
        List<Post.Leg> legs = new ArrayList<>();
        legs.add(new Post.Leg(WORLD, wallet, deposit.amount(), Pocket.REAL, TransferType.DEPOSIT));
        if (deposit.fee().isPositive()) {
            legs.add(new Post.Leg(
                    wallet, WalletRef.house(HouseAccount.FEES), deposit.fee(), Pocket.REAL, TransferType.FEE));
        }
        return post(deposit, legs)
                .counting(limits.counted(deposit.tenantId(), deposit.userId(), CountedAs.DEPOSIT, deposit.amount()));
    }

    /**
     * Moves nothing, which the ledger refuses, and remembers under the deposit's key: from then on nobody credits it. Where it was
     * credited before, that is the answer.
     */
    Post nothing(Deposit deposit) {
        WalletRef wallet = WalletRef.id(deposit.walletId());
        return post(
                deposit,
                List.of(new Post.Leg(
                        WORLD, wallet, deposit.amount().minus(deposit.amount()), Pocket.REAL, TransferType.DEPOSIT)));
    }

    private static Post post(Deposit deposit, List<Post.Leg> legs) {
        return new Post(
                deposit.tenantId(),
                Idempotency.of("deposit", deposit.id(), deposit.request()),
                TransferType.DEPOSIT,
                legs,
                null,
                metadata(deposit));
    }

    private static Map<String, String> metadata(Deposit deposit) {
        return deposit.methodId() == null
                ? Map.of("depositId", deposit.id())
                : Map.of("depositId", deposit.id(), Transfer.METHOD_ID, deposit.methodId());
    }
}
