package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.deposit;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.leg;
import static dev.coffer.payment.ledger.LedgerFixtures.newKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.testkit.TestSeeds;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Random chains among a few wallets, many at once in one batch, against a model of plain numbers. */
final class ChainPropertyTest {

    private static final int CHAINS = Integer.getInteger("coffer.ledger.commands", 50_000) / 25;
    private static final int AT_ONCE = 8;
    private static final int USERS = 5;
    private static final int MOST_LINKS = 6;
    private static final int MOST_CENTS = 120;

    private final RandomGenerator random = TestSeeds.random(ChainPropertyTest.class);
    private final MemoryBook book = new MemoryBook();
    private final LedgerWriter writer = new LedgerWriter(
            book, StoreReadiness.ready(), Clock.systemUTC(), Ids.timeOrdered(), LedgerSettings.DEFAULTS);
    private final long[] model = new long[USERS];

    ChainPropertyTest() {
        writer.start();
    }

    @AfterEach
    void end() {
        writer.close();
    }

    /** One payment. */
    private record Step(int from, int to, long cents) {}

    @Test
    void a_chain_is_booked_as_a_whole_or_refused_at_the_link_that_the_model_refuses() {
        List<Wallet> wallets = IntStream.range(0, USERS)
                .mapToObj(user -> writer.open(OpenWallet.main(TENANT, "user-" + user, EUR)))
                .toList();
        for (int user = 0; user < USERS; user++) {
            writer.post(deposit(wallets.get(user), eur(200)));
            model[user] = 200;
        }
        int refused = 0;
        for (int number = 0; number < CHAINS; number++) {
            List<Step> steps = steps();

            ChainResult result = writer.post(chain(wallets, steps));

            int broken = carryOut(steps);
            switch (result) {
                case ChainResult.Posted(List<Transfer> transfers) -> {
                    assertThat(broken).as("link that the model refuses").isEqualTo(-1);
                    assertThat(transfers).hasSameSizeAs(steps);
                }
                case ChainResult.Refused no -> {
                    refused++;
                    assertThat(no.position()).isEqualTo(broken);
                }
            }
        }
        for (int user = 0; user < USERS; user++) {
            assertThat(Objects.requireNonNull(book.wallet(wallets.get(user).id()))
                            .available(Pocket.REAL))
                    .isEqualTo(eur(model[user]));
        }
        assertThat(refused).isBetween(CHAINS / 10, CHAINS * 9 / 10);
    }

    @Test
    void chains_of_one_batch_take_no_more_together_than_there_is() throws Exception {
        List<Wallet> wallets = IntStream.range(0, USERS)
                .mapToObj(user -> writer.open(OpenWallet.main(TENANT, "user-" + user, EUR)))
                .toList();
        writer.post(deposit(wallets.getFirst(), eur(10 * AT_ONCE)));

        List<ChainResult> results = Crowd.of(
                4 * AT_ONCE, caller -> writer.post(chain(wallets, List.of(new Step(0, 1, 10), new Step(1, 2, 10)))));

        assertThat(results).filteredOn(ChainResult.Posted.class::isInstance).hasSize(AT_ONCE);
        assertThat(Objects.requireNonNull(book.wallet(wallets.get(2).id())).available(Pocket.REAL))
                .isEqualTo(eur(10 * AT_ONCE));
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        int links = 2 + random.nextInt(MOST_LINKS - 1);
        for (int link = 0; link < links; link++) {
            int from = random.nextInt(USERS);
            int to = (from + 1 + random.nextInt(USERS - 1)) % USERS;
            steps.add(new Step(from, to, 1 + random.nextInt(MOST_CENTS)));
        }
        return steps;
    }

    private static Chain chain(List<Wallet> wallets, List<Step> steps) {
        return Chain.of(
                newKey(),
                Ids.timeOrdered().next(),
                steps.stream().map(step -> link(wallets, step)).toList());
    }

    private static Chain.Link link(List<Wallet> wallets, Step step) {
        return (idempotency, links) -> new Post(
                TENANT,
                idempotency,
                TransferType.PAYMENT,
                List.of(leg(
                        WalletRef.id(wallets.get(step.from()).id()),
                        WalletRef.id(wallets.get(step.to()).id()),
                        eur(step.cents()),
                        TransferType.PAYMENT)),
                null,
                Map.of(),
                links);
    }

    /** @return the first step that cannot be, -1 when all can */
    private int carryOut(List<Step> steps) {
        long[] after = model.clone();
        for (int number = 0; number < steps.size(); number++) {
            Step step = steps.get(number);
            if (after[step.from()] < step.cents()) {
                return number;
            }
            after[step.from()] -= step.cents();
            after[step.to()] += step.cents();
        }
        System.arraycopy(after, 0, model, 0, USERS);
        return -1;
    }
}
