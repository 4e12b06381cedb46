package dev.coffer.payment.wallet;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.payment.ledger.Wallet;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The mutations of {@code wallet.graphqls}. */
@DgsComponent
class WalletFetcher {

    private static final Pattern CATEGORY = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private final OpenOwnWallet openOwnWallet;
    private final Currencies currencies;

    WalletFetcher(OpenOwnWallet openOwnWallet, Currencies currencies) {
        this.openOwnWallet = openOwnWallet;
        this.currencies = currencies;
    }

    record OpenWalletInput(String currency, @Nullable String category) {

        /** What is to be opened. */
        record Kind(Currency currency, String category) {}

        /** @throws CodedException INVALID_INPUT naming every field that is wrong */
        Kind kind(Currencies currencies) {
            FieldChecks checks = new FieldChecks();
            Currency known = checks.read("input.currency", () -> known(currencies));
            String named = checks.read("input.category", this::categoryOrMain);
            checks.require();
            return new Kind(Objects.requireNonNull(known), Objects.requireNonNull(named));
        }

        private Currency known(Currencies currencies) {
            Currency found = currencies.find(currency);
            if (found == null) {
                throw new IllegalArgumentException("The currency '" + currency + "' is not known.");
            }
            return found;
        }

        private String categoryOrMain() {
            if (category == null) {
                return Wallet.MAIN;
            }
            if (!CATEGORY.matcher(category).matches()) {
                throw new IllegalArgumentException(
                        "A category is 1 to 32 lower-case letters, digits and hyphens, beginning with a letter.");
            }
            return category;
        }
    }

    @DgsMutation
    Object openWallet(@InputArgument OpenWalletInput input, DataFetchingEnvironment environment) {
        OpenWalletInput.Kind kind = input.kind(currencies);
        OpenOwnWallet.Result result = openOwnWallet.open(Callers.caller(environment), kind.currency(), kind.category());
        return switch (result) {
            case OpenOwnWallet.Result.Opened(Wallet wallet) -> new WalletView(wallet);
            case OpenOwnWallet.Result.Refused(WalletRefusal reason) -> Refusal.of(reason, reason.meaning());
        };
    }
}
