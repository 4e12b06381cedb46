package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.deposit;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.newKey;
import static dev.coffer.payment.ledger.LedgerFixtures.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.StoreReadiness;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a batch when the book fails, in faults that a real store shows once in a blue moon. */
final class LedgerWriterTest {

    private static final int CROWD = 60;

    private final MemoryBook book = new MemoryBook();
    private final LedgerWriter writer = new LedgerWriter(
            book, StoreReadiness.ready(), Clock.systemUTC(), Ids.timeOrdered(), LedgerSettings.DEFAULTS);

    LedgerWriterTest() {
        writer.start();
    }

    @AfterEach
    void end() {
        writer.close();
    }

    @Test
    void a_commit_that_happened_and_did_not_say_so_is_not_made_twice() {
        Wallet anna = open("anna");
        AtomicInteger lost = new AtomicInteger();
        book.faults(moment -> {
            if (moment == MemoryBook.Moment.AFTER_THE_COMMIT && lost.getAndIncrement() == 0) {
                throw new Book.Away(new IllegalStateException("the reply is lost"));
            }
        });

        PostResult result = writer.post(deposit(anna, eur(5)));

        assertThat(book.transfers()).extracting(PostResult.Posted::new).containsExactly((PostResult.Posted) result);
    }

    @Test
    void a_chain_that_was_committed_and_did_not_say_so_is_not_booked_twice() {
        Wallet anna = open("anna");
        Wallet ben = open("ben");
        writer.post(deposit(anna, eur(5)));
        Chain chain = Chain.of(
                newKey(),
                Ids.timeOrdered().next(),
                List.of(
                        (key, links) -> payment(key, anna, ben, eur(3)),
                        (key, links) -> payment(key, ben, anna, eur(1))));
        AtomicInteger lost = new AtomicInteger();
        book.faults(moment -> {
            if (moment == MemoryBook.Moment.AFTER_THE_COMMIT && lost.getAndIncrement() == 0) {
                throw new Book.Away(new IllegalStateException("the reply is lost"));
            }
        });

        ChainResult result = writer.post(chain);

        assertThat(result)
                .isInstanceOfSatisfying(
                        ChainResult.Posted.class,
                        booked -> assertThat(booked.transfers())
                                .isEqualTo(book.transfers().subList(1, 3)));
        assertThat(book.transfers()).hasSize(3);
        assertThat(writer.post(chain)).isEqualTo(result);
    }

    @Test
    void a_closing_that_happened_and_did_not_say_so_is_not_made_twice() {
        Wallet anna = open("anna");
        AtomicInteger lost = new AtomicInteger();
        book.faults(moment -> {
            if (moment == MemoryBook.Moment.AFTER_THE_COMMIT && lost.getAndIncrement() == 0) {
                throw new Book.Away(new IllegalStateException("the reply is lost"));
            }
        });

        StatusResult result = writer.change(new CloseWallet(TENANT, anna.id()));

        assertThat(result).isInstanceOf(StatusResult.Changed.class);
        assertThat(book.transfers()).extracting(Transfer::type).containsExactly(TransferType.CLOSURE);
        assertThat(writer.change(new CloseWallet(TENANT, anna.id()))).isEqualTo(result);
        assertThat(writer.open(OpenWallet.main(TENANT, "anna", EUR)))
                .isEqualTo(((StatusResult.Changed) result).wallet());
    }

    @Test
    void closings_and_deposits_that_wait_together_leave_no_money_in_a_closed_wallet() throws Exception {
        List<Wallet> wallets = Crowd.of(CROWD, i -> open("user-" + i));

        List<String> answers = Crowd.of(
                2 * CROWD,
                i -> i % 2 == 0
                        ? outcome(deposit(wallets.get(i / 2), eur(1)))
                        : String.valueOf(
                                writer.change(new CloseWallet(
                                                TENANT, wallets.get(i / 2).id()))
                                        instanceof StatusResult.Changed));

        for (int i = 0; i < CROWD; i++) {
            assertThat(answers.subList(2 * i, 2 * i + 2))
                    .isIn(List.of("posted", "false"), List.of(LedgerRefusal.WALLET_CLOSED.name(), "true"));
        }
    }

    @Test
    void a_wallet_that_cannot_be_written_holds_up_nobody_else_for_long() throws Exception {
        List<Wallet> wallets = Crowd.of(CROWD, i -> open("user-" + i));
        book.takeNextEntryOf(wallets.getFirst());
        long start = System.nanoTime();

        List<String> answers = Crowd.of(CROWD, i -> outcome(deposit(wallets.get(i), eur(1))));

        assertThat(answers.getFirst()).isEqualTo(CommonError.UNAVAILABLE.name());
        assertThat(answers.subList(1, CROWD)).containsOnly("posted");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isLessThan(LedgerSettings.DEFAULTS.answerTimeout().dividedBy(2));
    }

    @Test
    void a_bug_that_one_command_hits_costs_no_other_its_answer() throws Exception {
        List<Wallet> wallets = Crowd.of(CROWD, i -> open("user-" + i));
        Wallet unlucky = wallets.getFirst();
        book.faultsAt(unlucky, () -> {
            throw new IllegalStateException("a bug");
        });

        List<String> answers = Crowd.of(CROWD, i -> outcome(deposit(wallets.get(i), eur(1))));

        assertThat(answers.getFirst()).isEqualTo("IllegalStateException");
        assertThat(answers.subList(1, CROWD)).containsOnly("posted");
    }

    @Test
    void a_reversal_between_two_reads_of_another_is_not_taken_for_missing_money() {
        try (LedgerWriter other = new LedgerWriter(
                book, StoreReadiness.ready(), Clock.systemUTC(), Ids.timeOrdered(), LedgerSettings.DEFAULTS)) {
            other.start();
            Wallet anna = other.open(OpenWallet.main(TENANT, "anna", EUR));
            Wallet ben = other.open(OpenWallet.main(TENANT, "ben", EUR));
            other.post(deposit(anna, eur(5)));
            other.post(payment(anna, ben, eur(5)));
            String paid = book.transfers().getLast().id();
            book.behindSubjects(() -> other.post(reversal(paid)));

            PostResult late = writer.post(reversal(paid));

            assertThat(late)
                    .isInstanceOfSatisfying(
                            PostResult.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo(LedgerRefusal.ALREADY_REVERSED));
        }
    }

    private static ReverseTransfer reversal(String transferId) {
        return new ReverseTransfer(TENANT, newKey(), transferId, null, null, "operator");
    }

    @Test
    void an_error_of_the_runtime_costs_its_batch_and_not_the_ledger() {
        Wallet anna = open("anna");
        AtomicInteger errors = new AtomicInteger();
        book.faults(moment -> {
            if (errors.getAndIncrement() == 0) {
                throw new StackOverflowError("as deep as it gets");
            }
        });

        assertThatThrownBy(() -> writer.post(deposit(anna, eur(5))))
                .isInstanceOfSatisfying(
                        CodedException.class,
                        failure -> assertThat(failure.code()).isEqualTo(CommonError.UNAVAILABLE));
        assertThat(outcome(deposit(anna, eur(5)))).isEqualTo("posted");
        assertThat(book.transfers()).hasSize(1);
    }

    private Wallet open(String user) {
        return writer.open(OpenWallet.main(TENANT, user, EUR));
    }

    private String outcome(Post command) {
        try {
            return switch (writer.post(command)) {
                case PostResult.Posted posted -> "posted";
                case PostResult.Refused refused -> refused.code().name();
            };
        } catch (CodedException failure) {
            return failure.code().name();
        } catch (IllegalStateException failure) {
            return Objects.requireNonNull(failure.getClass().getSimpleName());
        }
    }
}
