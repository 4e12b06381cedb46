package dev.coffer.payment.transfer;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.payment.ledger.HouseAccount;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.ledger.TransferType;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.wallet.UserView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The GraphQL type {@code Transfer}; whoever makes one has seen to it that the caller may read it. */
@GraphQlName("Transfer")
public record TransferView(
        String id,
        TransferType type,
        MoneyView amount,
        MoneyView fee,
        PartyView from,
        PartyView to,
        @Nullable String reason,
        @Nullable String holdId,
        @Nullable String reversesId,
        @Nullable String linkedId,
        boolean isDryRun,
        List<MetadataInput> metadata,
        Instant at) {

    /** The GraphQL type {@code TransferParty}: a user or a house account. */
    public record PartyView(
            String walletId,
            @Nullable UserView user,
            @Nullable HouseAccount houseAccount) {

        static PartyView of(Transfer.Party party) {
            return switch (party.owner()) {
                case WalletOwner.User(String userId) -> new PartyView(party.walletId(), new UserView(userId), null);
                case WalletOwner.House(HouseAccount account) -> new PartyView(party.walletId(), null, account);
            };
        }
    }

    /** What clients gave; what the system keeps there for itself is no client's business. */
    private static List<MetadataInput> metadata(Transfer transfer) {
        return transfer.type() != TransferType.PAYMENT
                ? List.of()
                : transfer.metadata().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(pair -> new MetadataInput(pair.getKey(), pair.getValue()))
                        .toList();
    }

    public static TransferView of(Transfer transfer) {
        return of(transfer, Mode.FOR_REAL);
    }

    /** @param foreseen what would come after them; null for nothing */
    public static List<TransferView> of(List<Transfer> booked, @Nullable Transfer foreseen) {
        Stream<TransferView> last = foreseen == null ? Stream.empty() : Stream.of(of(foreseen, Mode.DRY_RUN));
        return Stream.concat(booked.stream().map(TransferView::of), last).toList();
    }

    public static TransferView of(Transfer transfer, Mode mode) {
        return new TransferView(
                transfer.id(),
                transfer.type(),
                MoneyView.of(transfer.amount()),
                MoneyView.of(transfer.fee()),
                PartyView.of(transfer.from()),
                PartyView.of(transfer.to()),
                transfer.reason(),
                transfer.links().holdId(),
                transfer.links().reverses(),
                transfer.links().chainId(),
                mode == Mode.DRY_RUN,
                metadata(transfer),
                transfer.at());
    }
}
