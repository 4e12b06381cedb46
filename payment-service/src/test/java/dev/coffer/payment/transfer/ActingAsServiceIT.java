package dev.coffer.payment.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A token that says that somebody acts as its subject moves no money, whatever roles it states. */
@ExtendWith(StoresExtension.class)
class ActingAsServiceIT {

    private static final String ONE_EURO = "amount: {amount: \"1.00\", currency: \"EUR\"}, idempotencyKey: \"k\"";

    private static String actingAs(TestTokens tokens, String userId) {
        Caller caller =
                new Caller(userId, "main", Set.of("user", "admin", "game-provider", "merchant"), "session-of-admin");
        return tokens.mint(caller, claims -> claims.claim("act", Map.of("sub", "admin")), header -> header);
    }

    @Test
    void every_mutation_is_refused_and_what_is_there_is_seen(@FreshDatabase String database) {
        try (TestTokens tokens = TestTokens.start();
                TestService service = TestService.start(
                        PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of())) {
            Customer ann = Customer.of(service, tokens, "main", "ann").withMoney("100.00", "EUR");
            String token = actingAs(tokens, "ann");
            String wallet = ann.open("EUR");
            long before = transfers(service);

            for (String attack : List.of(
                    "transferFunds(input: {toUserId: \"bob\", " + ONE_EURO + "})",
                    "deposit(input: {walletId: \"" + wallet + "\", " + ONE_EURO + "})",
                    "withdraw(input: {walletId: \"" + wallet + "\", destination: \"iban\", " + ONE_EURO + "})",
                    "holdFunds(input: {toUserId: \"bob\", " + ONE_EURO + "})",
                    "openWallet(input: {currency: \"USD\"})",
                    "freezeWallet(input: {walletId: \"" + wallet + "\", reason: \"mine\"})")) {
                assertThat(TestService.errorCode(service.ask("mutation { " + attack + " { __typename } }", token)))
                        .as(attack)
                        .isEqualTo("FORBIDDEN");
            }

            assertThat(transfers(service)).isEqualTo(before);
            assertThat(service.ask("{ wallet(id: \"" + wallet + "\") { owner { id } } }", token)
                            .at("/data/wallet/owner/id")
                            .asString())
                    .isEqualTo("ann");
        }
    }

    private static long transfers(TestService service) {
        return service.bean(MongoDatabase.class).getCollection("transfers").countDocuments();
    }
}
