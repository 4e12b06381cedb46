package dev.coffer.payment.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.ProfiledQueries;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Wallets over HTTP, on two replicas with the real stores. */
@ExtendWith(StoresExtension.class)
class WalletServiceIT {

    private static final int AT_ONCE = 16;
    private static final String WALLET =
            "query W($id: ID!) { wallet(id: $id) { id balance { available { amount } } } }";
    private static final String ENTITIES = """
            query E($representations: [_Any!]!) {
              _entities(representations: $representations) {
                __typename
                ... on Wallet {
                  id currency category status openedAt
                  balance { available { amount } }
                  pockets { real { available { amount } } }
                  transactions { nodes { id } }
                }
                ... on User { id wallets { id currency } }
              }
            }""";

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of());
        other = TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
        tokens.close();
    }

    private static long walletsOf(String tenantId) {
        return service.bean(MongoDatabase.class)
                .getCollection("wallets")
                .countDocuments(Filters.eq("tenantId", tenantId));
    }

    private static void allAtOnce(List<Runnable> actions) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> running = actions.stream()
                    .map(action -> CompletableFuture.runAsync(action, threads))
                    .toList();
            running.forEach(CompletableFuture::join);
        }
    }

    @Test
    void a_wallet_opened_many_times_at_once_at_two_replicas_is_one() {
        String tenantId = "crowd-" + UUID.randomUUID();
        List<Runnable> openings = new ArrayList<>();
        List<String> ids = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < AT_ONCE; i++) {
            Customer ann = Customer.of(i % 2 == 0 ? service : other, tokens, tenantId, "ann");
            openings.add(() -> ids.add(ann.open("EUR")));
        }
        allAtOnce(openings);
        assertThat(ids.stream().distinct()).hasSize(1);
        assertThat(walletsOf(tenantId)).isEqualTo(1);
    }

    @Test
    void the_wallets_that_a_request_names_are_found_with_one_read_and_strangers_are_not_among_them() {
        String tenantId = "named-" + UUID.randomUUID();
        Customer ann = Customer.of(service, tokens, tenantId, "ann");
        String euros = ann.open("EUR");
        String dollars = ann.open("USD");
        String bobs = Customer.of(service, tokens, tenantId, "bob").open("EUR");
        String abroad =
                Customer.of(service, tokens, "abroad-" + tenantId, "ann").open("EUR");
        List<JsonNode> answers = new ArrayList<>();

        List<ProfiledQueries.Query> queries = ProfiledQueries.during(
                service.bean(MongoDatabase.class),
                () -> answers.add(ann.ask(
                        "query($wallets: [_Any!]!) { _entities(representations: $wallets) { ... on Wallet { id } } }",
                        Map.of(
                                "wallets",
                                List.of(euros, bobs, "no-id", dollars, abroad, euros).stream()
                                        .map(id -> Map.of("__typename", "Wallet", "id", id))
                                        .toList()))));

        JsonNode found = answers.getFirst().at("/data/_entities");
        assertThat(found.valueStream().map(one -> one.at("/id").asString("")))
                .containsExactly(euros, "", "", dollars, "", euros);
        assertThat(queries.stream().filter(query -> query.collection().equals("wallets")))
                .singleElement()
                .satisfies(query -> assertThat(query.plan()).startsWith("IXSCAN"));
    }

    @Test
    void a_user_has_one_wallet_for_each_currency_and_category_up_to_the_limit() {
        Customer ann = Customer.of(service, tokens, "limit-" + UUID.randomUUID(), "ann");
        assertThat(ann.open("EUR")).isEqualTo(ann.open("EUR")).isNotEqualTo(ann.open("USD"));
        for (int i = 2; i < 50; i++) {
            ann.open("EUR", "category-" + i);
        }
        JsonNode refused = ann.ask(
                "mutation { openWallet(input: {currency: \"EUR\", category: \"more\"})"
                        + " { __typename ... on Refusal { code message } } }",
                Map.of());
        assertThat(refused.at("/data/openWallet/code").asString("")).isEqualTo("WALLET_LIMIT_REACHED");
        assertThat(ann.open("EUR", "category-49")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Main", "9lives", "a b", "naïve", "abcdefghijklmnopqrstuvwxyzabcdefg", "a\nb"})
    void a_category_that_is_none_is_refused_naming_the_field(String category) {
        JsonNode answer = Customer.of(service, tokens, "category", "ann")
                .ask(
                        "mutation O($category: String) { openWallet(input: {currency: \"EUR\", category: $category})"
                                + " { __typename } }",
                        Map.of("category", category));
        assertThat(TestService.errorCode(answer)).isEqualTo("INVALID_INPUT");
        assertThat(answer.at("/errors/0/extensions/field").asString("")).isEqualTo("input.category");
        assertThat(walletsOf("category")).isZero();
    }

    @Test
    void currency_and_category_are_named_at_once_where_both_are_wrong() {
        JsonNode answer = Customer.of(service, tokens, "both", "ann")
                .ask(
                        "mutation { openWallet(input: {currency: \"NOPE\", category: \"A B\"}) { __typename } }",
                        Map.of());
        assertThat(TestService.errorCode(answer)).isEqualTo("INVALID_INPUT");
        assertThat(TestService.wrongFields(answer)).containsExactly("input.currency", "input.category");
        assertThat(walletsOf("both")).isZero();
    }

    @Test
    void a_wallet_is_seen_by_its_owner_and_by_staff_of_the_tenant_and_looks_missing_to_all_others() {
        String tenantId = "privacy-" + UUID.randomUUID();
        Customer ann = Customer.of(service, tokens, tenantId, "ann").withMoney("10.00", "EUR");
        Map<String, String> id = Map.of("id", ann.open("EUR"));
        assertThat(ann.ask(WALLET, id)
                        .at("/data/wallet/balance/available/amount")
                        .asString())
                .isEqualTo("9.71");
        assertThat(service.ask(WALLET, id, tokens.user("olga", tenantId, "operator"))
                        .at("/data/wallet/balance/available/amount")
                        .asString())
                .isEqualTo("9.71");
        String missing = service.ask(WALLET, Map.of("id", UUID.randomUUID().toString()), ann.token())
                .at("/errors/0/message")
                .asString()
                .replaceAll("[0-9a-f-]{36}", "ID");
        for (String token : List.of(
                tokens.user("bob", tenantId, "user"),
                tokens.user("ann", "elsewhere", "user"),
                tokens.user("olga", "elsewhere", "operator"),
                tokens.user("adam", "elsewhere", "admin"))) {
            JsonNode answer = service.ask(WALLET, id, token);
            assertThat(TestService.errorCode(answer)).isEqualTo("NOT_FOUND");
            assertThat(answer.at("/errors/0/message").asString().replaceAll("[0-9a-f-]{36}", "ID"))
                    .isEqualTo(missing);
            assertThat(answer.at("/data/wallet").isNull()).isTrue();
        }
        assertThat(TestService.errorCode(service.ask(WALLET, id, null))).isEqualTo("UNAUTHENTICATED");
        assertThat(TestService.errorCode(service.ask(WALLET, id, tokens.user("ann", tenantId))))
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void who_looks_for_anothers_wallet_deposit_or_transfer_is_told_nothing_and_found_by_administrators() {
        String tenantId = "denials-" + UUID.randomUUID();
        Customer ann = Customer.of(service, tokens, tenantId, "ann").withMoney("10.00", "EUR");
        String wallet = ann.open("EUR");
        String transfer =
                Customer.text(ann.ask("{ transfers { nodes { id } } }", Map.of()), "/data/transfers/nodes/0/id");
        String eve = tokens.user("eve", tenantId, "user");
        service.ask(WALLET, Map.of("id", wallet), eve);
        service.ask("query($id: ID!) { transfer(id: $id) { id } }", Map.of("id", transfer), eve);
        service.ask(
                "mutation($id: ID!) { deposit(input: {walletId: $id, amount: {amount: \"1.00\", currency: \"EUR\"},"
                        + " idempotencyKey: \"1\"}) { __typename } }",
                Map.of("id", wallet),
                eve);

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            JsonNode found = service.ask(
                            "{ paymentDenials { nodes { userId permission ownerIds } } }",
                            tokens.user("adam", tenantId, "admin"))
                    .at("/data/paymentDenials/nodes");
            assertThat(found.valueStream().map(JsonNode::toString).distinct())
                    .containsExactlyInAnyOrder(
                            "{\"userId\":\"eve\",\"permission\":\"wallet:read\",\"ownerIds\":[\"ann\"]}",
                            "{\"userId\":\"eve\",\"permission\":\"wallet:use\",\"ownerIds\":[\"ann\"]}",
                            "{\"userId\":\"eve\",\"permission\":\"transfer:read\",\"ownerIds\":[\"ann\"]}");
        });
    }

    @Test
    void the_entities_of_others_are_refused_and_none_of_their_fields_comes_out() {
        String tenantId = "entities-" + UUID.randomUUID();
        Customer ann = Customer.of(service, tokens, tenantId, "ann").withMoney("10.00", "EUR");
        String wallet = ann.open("EUR");
        Map<String, Object> both = Map.of(
                "representations",
                List.of(Map.of("__typename", "User", "id", "ann"), Map.of("__typename", "Wallet", "id", wallet)));
        JsonNode own = ann.ask(ENTITIES, both);
        assertThat(own.path("errors").size()).as(own.toString()).isZero();
        assertThat(own.at("/data/_entities/0/wallets/0/id").asString()).isEqualTo(wallet);
        assertThat(own.at("/data/_entities/1/transactions/nodes").size()).isEqualTo(2);
        for (String token : List.of(
                tokens.user("bob", tenantId, "user"),
                tokens.user("ann", tenantId),
                tokens.user("ann", "elsewhere", "user"),
                tokens.user("olga", "elsewhere", "operator"))) {
            JsonNode answer = service.ask(ENTITIES, both, token);
            String text = answer.toString().replace(wallet + ", or it is not yours", "");
            assertThat(text).doesNotContain("EUR", "9.71", "OPEN", wallet);
        }
        JsonNode anonymous = service.ask(ENTITIES, both, null);
        assertThat(TestService.errorCode(anonymous)).isEqualTo("UNAUTHENTICATED");
        assertThat(anonymous.toString()).doesNotContain("EUR", wallet);
    }

    @Test
    void a_representation_that_makes_no_sense_is_refused_and_the_sound_ones_beside_it_are_answered() {
        String tenantId = "odd-" + UUID.randomUUID();
        Customer ann = Customer.of(service, tokens, tenantId, "ann");
        String wallet = ann.open("EUR");
        for (Map<String, Object> odd : List.<Map<String, Object>>of(
                Map.of("__typename", "Wallet"),
                Map.of("__typename", "Wallet", "id", 5),
                Map.of("__typename", "Wallet", "id", Map.of("$ne", "")),
                Map.of("__typename", "User", "id", List.of("ann")))) {
            JsonNode answer = ann.ask(
                    ENTITIES, Map.of("representations", List.of(odd, Map.of("__typename", "Wallet", "id", wallet))));
            assertThat(TestService.errorCode(answer)).as(answer.toString()).isEqualTo("INVALID_INPUT");
            assertThat(answer.at("/data/_entities/1/id").asString(""))
                    .as(answer.toString())
                    .isEqualTo(wallet);
        }
    }

    @Test
    void a_house_account_is_for_staff_only() {
        String tenantId = "house-" + UUID.randomUUID();
        Customer ann = Customer.of(service, tokens, tenantId, "ann").withMoney("10.00", "EUR");
        String world = Customer.text(
                ann.ask("{ transfers { nodes { from { walletId } } } }", Map.of()),
                "/data/transfers/nodes/0/from/walletId");
        assertThat(TestService.errorCode(ann.ask(WALLET, Map.of("id", world)))).isEqualTo("NOT_FOUND");
        assertThat(service.ask(WALLET, Map.of("id", world), tokens.user("olga", tenantId, "operator"))
                        .at("/data/wallet/balance/available/amount")
                        .asString())
                .isEqualTo("-10.00");
    }
}
