package dev.coffer.payment.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.faults.Crashes;
import dev.coffer.payment.faults.Fault;
import dev.coffer.payment.faults.Faults;
import dev.coffer.payment.faults.FaultyBookings;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.TransferType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/**
 * Exchanges whose process throws or dies before and after every write: of the quote, of the key that uses it, and of the booking. The
 * client repeats at the one replica and the other; the money moves once, at the first rate, and one quote is used. Ann has 97.10 EUR.
 */
@ExtendWith(StoresExtension.class)
class ExchangeCrashIT {

    private static final Faults FAULTS = new Faults();

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;

    private enum Step {
        INSERT,
        USE,
        POST
    }

    private enum Scenario {
        BY_QUOTE(List.of(Step.USE, Step.POST)),
        AT_ONCE(List.of(Step.INSERT, Step.POST));

        final List<Step> way;

        Scenario(List<Step> way) {
            this.way = way;
        }
    }

    @Import(PaymentApplication.class)
    static class FaultyExchange {
        @Bean
        static BeanPostProcessor exchangeFaults() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return switch (bean) {
                        case MongoQuotes quotes -> new FaultyQuotes(quotes, quotes);
                        case Bookings bookings
                        when name.equals("bookings") ->
                            new FaultyBookings(
                                    bookings,
                                    FAULTS,
                                    command -> command.type() == TransferType.EXCHANGE ? Step.POST : null);
                        default -> bean;
                    };
                }
            };
        }
    }

    private record FaultyQuotes(Quotes origin, DeclaresIndexes declared) implements Quotes, DeclaresIndexes {

        @Override
        public List<IndexDeclaration> indexes() {
            return declared.indexes();
        }

        @Override
        public boolean insert(Quote quote) {
            return FAULTS.pass(quote.tenantId(), Step.INSERT, () -> origin.insert(quote));
        }

        @Override
        public @Nullable Quote find(String tenantId, String userId, String id) {
            return origin.find(tenantId, userId, id);
        }

        @Override
        public @Nullable Quote usedBy(String tenantId, String key) {
            return origin.usedBy(tenantId, key);
        }

        @Override
        public @Nullable Quote use(Quote quote, String key, Instant now) {
            return FAULTS.<@Nullable Quote>pass(quote.tenantId(), Step.USE, () -> origin.use(quote, key, now));
        }
    }

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        // The planned faults would fill the log.
        Map<String, Object> settings = Map.of("logging.level.dev.coffer", "OFF");
        service = TestService.start(FaultyExchange.class, PaymentApplication.SERVICE, database, tokens, settings);
        other = TestService.start(FaultyExchange.class, PaymentApplication.SERVICE, database, tokens, settings);
    }

    @AfterAll
    static void stop() {
        Crashes.verifyBook(service);
        service.close();
        other.close();
        tokens.close();
    }

    private record Case(Scenario scenario, List<Fault> faults, String tenant) {}

    private static JsonNode ask(Customer by, String mutation, Map<String, ?> input, String selection) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        return by.ask(
                "mutation M($input: " + type + "!) { " + mutation + "(input: $input) { __typename " + selection
                        + " ... on Refusal { code } } }",
                Map.of("input", input));
    }

    private static void publish(String tenant, String rate) {
        Customer fina = new Customer(service, tenant, "fina", tokens.user("fina", tenant, "finance"));
        ask(fina, "setExchangeRate", Map.of("from", "EUR", "to", "USD", "rate", rate), "");
    }

    private static void run(Case one) {
        Customer ann = Customer.of(service, tokens, one.tenant(), "ann").withMoney("100.00", "EUR");
        Map<String, Object> input = new HashMap<>(Map.of("idempotencyKey", "e"));
        String dollars = ann.open("USD");
        publish(one.tenant(), "1.25");
        if (one.scenario() == Scenario.BY_QUOTE) {
            Map<String, Object> wanted = Map.of("amount", Customer.money("10.00", "EUR"), "to", "USD");
            input.put(
                    "quoteId",
                    Customer.text(
                            ask(ann, "quoteExchange", wanted, "... on ExchangeQuote { id }"),
                            "/data/quoteExchange/id"));
        } else {
            input.putAll(Map.of("amount", Customer.money("10.00", "EUR"), "toWalletId", dollars));
        }
        FAULTS.plan(one.tenant(), one.faults());
        String first = exchange(ann, input);
        assertThat(FAULTS.left(one.tenant())).as(one.tenant()).isZero();
        publish(one.tenant(), "2.00");
        assertThat(exchange(ann, input)).as(one.tenant()).isEqualTo(first);
        assertThat(ann.balance("EUR")).as(one.tenant()).isEqualByComparingTo("87.10");
        assertThat(ann.balance("USD")).as(one.tenant()).isEqualByComparingTo("12.37");
        assertThat(service.bean(MongoDatabase.class)
                        .getCollection("exchange_quotes")
                        .countDocuments(Filters.and(Filters.eq("tenantId", one.tenant()), Filters.ne("key", null))))
                .as(one.tenant())
                .isEqualTo(1);
    }

    /** @return the transfer's id */
    private static String exchange(Customer ann, Map<String, Object> input) {
        String selection = "... on Exchange { transfer { id } }";
        JsonNode answer = Crashes.insist(
                FAULTS,
                ann.tenantId(),
                List.of(
                        () -> ask(ann, "exchange", input, selection),
                        () -> ask(ann.at(other), "exchange", input, selection)));
        return Customer.text(answer, "/data/exchange/transfer/id");
    }

    @Test
    void a_fault_before_or_after_any_write_moves_the_money_once_and_uses_one_quote() {
        List<Case> cases = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            for (Fault fault : Crashes.at(scenario.way)) {
                String tenant = scenario + "-" + fault.step() + (fault.isAfter() ? "-after" : "-before")
                        + (fault.dies() ? "-dies" : "-throws");
                cases.add(new Case(scenario, List.of(fault), tenant.toLowerCase(Locale.ROOT)));
            }
        }
        Crashes.sideBySide(cases, ExchangeCrashIT::run);
    }

    @Test
    void a_fault_at_every_write_on_the_way_does_so_too() {
        List<Case> cases = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            for (boolean isAfter : List.of(false, true)) {
                List<Fault> row = scenario.way.stream()
                        .map(step -> new Fault(step, isAfter, true))
                        .toList();
                cases.add(new Case(scenario, row, ("row-" + scenario + isAfter).toLowerCase(Locale.ROOT)));
            }
        }
        Crashes.sideBySide(cases, ExchangeCrashIT::run);
    }
}
