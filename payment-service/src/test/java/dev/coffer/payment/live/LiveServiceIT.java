package dev.coffer.payment.live;

import static dev.coffer.payment.Customer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.testkit.Followed;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.Replicas;
import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Subscriptions over HTTP, to two replicas with the real stores. Changes are made at the first; most who follow do so at the other. */
@ExtendWith(StoresExtension.class)
class LiveServiceIT {

    private static final String WALLETS =
            "subscription { walletChanged { id owner { id } balance { available { amount } } status } }";
    private static final String TRANSFERS =
            "subscription { transferChanged { id type reversal { id } from { user { id } } amount { amount } } }";

    private static Replicas replicas;

    private final List<Followed> open = new ArrayList<>();
    private String tenantId = "";
    private Customer ann = unknown();
    private Customer bob = unknown();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        replicas = Replicas.start(database, Map.of("coffer.payment.live.per-user", 3));
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    private static Customer unknown() {
        return new Customer(replicas.service(), "none", "none", "none");
    }

    @BeforeEach
    void annHasMoney() {
        tenantId = "tenant-" + UUID.randomUUID();
        ann = replicas.customer(tenantId, "ann").withMoney("100.00", "EUR");
        bob = replicas.customer(tenantId, "bob");
        bob.open("EUR");
    }

    @AfterEach
    void leave() {
        open.forEach(Followed::close);
    }

    /** Tries again while the replica is not listening yet. */
    private Followed follow(Customer customer, String query) {
        return follow(replicas.other(), customer.token(), query);
    }

    private Followed follow(TestService service, String token, String query) {
        Followed followed = Followed.begin(service, token, query);
        open.add(followed);
        return followed;
    }

    /** What was going on before it began to follow may still be told: that is over when a change of its own is there. */
    private static void settle(Followed followed, Customer customer, String key) {
        String wallet = customer.open("EUR");
        int before = followed.events().size();
        customer.deposit(wallet, "50.00", "EUR", key);
        await().until(() -> followed.events().size() > before);
    }

    @Test
    void both_sides_of_a_payment_are_told_how_their_wallets_stand_at_whichever_replica_they_follow() {
        Followed annHere = follow(replicas.service(), ann.token(), WALLETS);
        Followed annThere = follow(ann, WALLETS);
        Followed bobThere = follow(bob, WALLETS);
        ann.payUser("bob", "10.00", "EUR", "pay-1");

        String annsWallet = ann.open("EUR");
        for (Followed anns : List.of(annHere, annThere)) {
            await().until(() ->
                    anns.all("/data/walletChanged/balance/available/amount").contains("87.10"));
            assertThat(anns.all("/data/walletChanged/id")).containsOnly(annsWallet);
            assertThat(anns.all("/data/walletChanged/owner/id")).containsOnly("ann");
        }
        await().until(() ->
                bobThere.all("/data/walletChanged/balance/available/amount").contains("10.00"));
        assertThat(bobThere.all("/data/walletChanged/owner/id")).containsOnly("bob");
    }

    @Test
    void nobody_is_told_of_wallets_and_transfers_of_another_user_or_tenant() {
        Customer namesake = replicas.customer("tenant-" + UUID.randomUUID(), "ann");
        Customer carl = replicas.customer(tenantId, "carl");
        Customer staff = replicas.staff(tenantId, "fina", "finance", "admin");
        List<Customer> strangers = List.of(namesake, carl, staff);
        strangers.forEach(stranger -> stranger.open("EUR"));
        List<Followed> all = new ArrayList<>();
        for (Customer stranger : strangers) {
            all.add(follow(stranger, WALLETS));
            all.add(follow(stranger, TRANSFERS));
        }
        ann.payUser("bob", "10.00", "EUR", "pay-1");
        ann.payUser("bob", "5.00", "EUR", "pay-2");

        for (int i = 0; i < strangers.size(); i++) {
            Customer stranger = strangers.get(i);
            settle(all.get(2 * i), stranger, "own-1");
            await().until(() ->
                    !all.get(2 * strangers.indexOf(stranger) + 1).events().isEmpty());
            assertThat(all.get(2 * i).all("/data/walletChanged/id")).containsOnly(stranger.open("EUR"));
            assertThat(all.get(2 * i + 1).all("/data/transferChanged/amount/amount"))
                    .doesNotContain("10.00", "5.00");
        }
    }

    @Test
    void another_users_wallet_cannot_be_followed_and_looks_like_none() {
        String bobs = bob.open("EUR");
        for (Customer stranger : List.of(ann, replicas.staff(tenantId, "fina", "finance", "admin"))) {
            Followed refused = follow(stranger, "subscription { walletChanged(walletId: \"" + bobs + "\") { id } }");
            await().until(() -> !refused.events().isEmpty());
            assertThat(refused.all("/errors/0/extensions/code")).containsExactly("NOT_FOUND");
            assertThat(refused.events().getFirst().at("/data/walletChanged/id").isMissingNode())
                    .isTrue();
        }
        Followed anonymous = follow(replicas.other(), "nonsense", WALLETS);
        await().until(() -> !anonymous.events().isEmpty());
        assertThat(anonymous.all("/errors/0/extensions/code")).containsExactly("UNAUTHENTICATED");
    }

    @Test
    void one_wallet_can_be_followed_alone() {
        String dollars = ann.open("USD");
        Followed followed = follow(ann, "subscription { walletChanged(walletId: \"" + dollars + "\") { id } }");
        ann.payUser("bob", "10.00", "EUR", "pay-1");
        ann.deposit(dollars, "50.00", "USD", "dollars");
        await().until(() -> !followed.events().isEmpty());
        assertThat(followed.all("/data/walletChanged/id")).containsOnly(dollars);
    }

    @Test
    void a_transfer_is_told_when_it_is_booked_and_again_when_it_is_taken_back() {
        Followed anns = follow(ann, TRANSFERS);
        Followed bobs = follow(bob, TRANSFERS);
        String paid = text(ann.payUser("bob", "10.00", "EUR", "pay-1"), "/data/transferFunds/id");
        await().until(() -> bobs.all("/data/transferChanged/id").contains(paid));
        assertThat(bobs.all("/data/transferChanged/from/user/id")).containsExactly("ann");

        Customer fina = replicas.staff(tenantId, "fina", "finance", "admin");
        String reversal = text(
                fina.ask(
                        "mutation R($input: ReverseTransferInput!) { reverseTransfer(input: $input) { ... on Transfer { id } } }",
                        Map.of("input", Map.of("transferId", paid, "reason", "Twice", "idempotencyKey", "back"))),
                "/data/reverseTransfer/id");
        for (Followed followed : List.of(anns, bobs)) {
            await().until(() ->
                    followed.all("/data/transferChanged/reversal/id").contains(reversal));
            List<String> ids = followed.all("/data/transferChanged/id");
            assertThat(ids.subList(ids.size() - 2, ids.size())).containsExactly(reversal, paid);
        }
    }

    @Test
    void a_transfer_between_two_wallets_of_one_user_is_told_once() {
        String savings = ann.open("EUR", "savings");
        Followed anns = follow(ann, TRANSFERS);
        String moved = text(ann.pay(Map.of("toWalletId", savings), "10.00", "EUR", "save"), "/data/transferFunds/id");
        String paid = text(ann.payUser("bob", "1.00", "EUR", "pay"), "/data/transferFunds/id");
        await().until(() -> anns.all("/data/transferChanged/id").contains(paid));
        assertThat(anns.all("/data/transferChanged/id").stream().filter(moved::equals))
                .hasSize(1);
    }

    @Test
    void changes_of_status_are_told_too() {
        Followed anns = follow(ann, WALLETS);
        Customer fina = replicas.staff(tenantId, "fina", "finance", "admin");
        fina.ask(
                "mutation F($input: FreezeWalletInput!) { freezeWallet(input: $input) { __typename } }",
                Map.of("input", Map.of("walletId", ann.open("EUR"), "reason", "Stolen")));
        await().until(() -> anns.all("/data/walletChanged/status").contains("FROZEN"));
    }

    @Test
    void a_token_that_is_limited_to_scopes_follows_only_what_they_cover() {
        String token = replicas.tokens()
                .mint(
                        new Caller("ann", tenantId, Set.of("user"), "s1"),
                        claims -> claims.claim("scope", "transfer:read"),
                        header -> header);
        Followed wallets = follow(replicas.other(), token, WALLETS);
        Followed transfers = follow(replicas.other(), token, "subscription { transferChanged { id } }");
        await().until(() -> !wallets.events().isEmpty());
        assertThat(wallets.all("/errors/0/extensions/code")).containsExactly("FORBIDDEN");
        String paid = text(ann.payUser("bob", "1.00", "EUR", "pay-1"), "/data/transferFunds/id");
        await().until(() -> transfers.all("/data/transferChanged/id").contains(paid));
    }

    @Test
    void a_subscription_ends_with_the_access_token() {
        Instant now = Instant.now();
        String token = replicas.tokens()
                .mint(
                        new Caller("ann", tenantId, Set.of("user"), "s1"),
                        claims -> claims.expirationTime(Date.from(now.plusSeconds(2))),
                        header -> header);
        Followed anns = follow(replicas.other(), token, WALLETS);
        await().atMost(Duration.ofSeconds(15)).until(anns::isEnded);
        assertThat(anns.all("/errors/0/extensions/code")).containsExactly("UNAUTHENTICATED");
        assertThat(anns.isComplete()).isTrue();
    }

    @Test
    void a_user_has_so_many_subscriptions_and_who_leaves_makes_room() {
        List<Followed> three = List.of(follow(ann, WALLETS), follow(ann, WALLETS), follow(ann, TRANSFERS));
        Followed fourth = follow(ann, WALLETS);
        await().until(() -> !fourth.events().isEmpty());
        assertThat(fourth.all("/errors/0/extensions/code")).containsExactly("TOO_MANY_REQUESTS");
        three.getFirst().close();
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    // That somebody has gone is noticed when the next event, or sign of life, cannot be written.
                    ann.payUser("bob", "0.01", "EUR", UUID.randomUUID().toString());
                    Followed again = follow(ann, WALLETS);
                    ann.payUser("bob", "0.01", "EUR", UUID.randomUUID().toString());
                    await().until(() -> !again.events().isEmpty());
                    return !again.all("/data/walletChanged/id").contains("");
                });
    }

    @Test
    void redis_gone_for_a_moment_ends_what_may_have_missed_something_and_makes_up_for_the_rest() {
        Followed wallets = follow(ann, WALLETS);
        Followed transfers = follow(ann, TRANSFERS);
        ann.payUser("bob", "1.00", "EUR", "before");
        await().until(() -> !wallets.events().isEmpty() && !transfers.events().isEmpty());
        RedisClient client = RedisClient.create(TestStores.redisUri());
        try (var connection = client.connect()) {
            connection.sync().clientKill(KillArgs.Builder.typePubsub());
        } finally {
            client.shutdown();
        }
        ann.payUser("bob", "2.00", "EUR", "meanwhile");
        await().until(transfers::isEnded);
        assertThat(transfers.all("/errors/0/extensions/code").getLast()).isEqualTo("UNAVAILABLE");
        await().until(() ->
                wallets.all("/data/walletChanged/balance/available/amount").contains("94.10"));
        assertThat(wallets.isEnded()).isFalse();
        await().until(() -> {
            Followed again = follow(ann, TRANSFERS);
            ann.payUser("bob", "0.01", "EUR", UUID.randomUUID().toString());
            await().until(() -> !again.events().isEmpty());
            boolean isBack = again.all("/errors/0/extensions/code").stream().allMatch(String::isEmpty);
            again.close();
            return isBack;
        });
    }

    @Test
    void a_replica_that_stops_says_so_and_does_not_wait_for_those_who_follow(@FreshDatabase String database) {
        try (TestTokens tokens = TestTokens.start()) {
            TestService service =
                    TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of());
            Customer dora = Customer.of(service, tokens, "main", "dora").withMoney("10.00", "EUR");
            Followed followed = follow(service, dora.token(), WALLETS);
            dora.deposit(dora.open("EUR"), "5.00", "EUR", "more");
            await().until(() -> !followed.events().isEmpty());
            long begun = System.nanoTime();
            service.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
            assertThat(followed.all("/errors/0/extensions/code").getLast()).isEqualTo("UNAVAILABLE");
        }
    }
}
