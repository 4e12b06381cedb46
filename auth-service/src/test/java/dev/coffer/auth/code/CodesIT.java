package dev.coffer.auth.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.code.CodeCheck.Over;
import dev.coffer.auth.code.CodeCheck.Right;
import dev.coffer.auth.code.CodeCheck.Wrong;
import dev.coffer.auth.code.DeliveredCodes.Delivered;
import dev.coffer.auth.code.IssueResult.Issued;
import dev.coffer.auth.code.IssueResult.SentTooOften;
import dev.coffer.auth.user.Contact;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
final class CodesIT {

    private static final CodePurpose PURPOSE = CodePurpose.SIGN_IN;
    private static final int TRIES = 5;
    private static AuthServer server;
    private static DeliveredCodes delivered;

    private final User user = newUser();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
        delivered = new DeliveredCodes(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static User newUser() {
        String id = server.registered(UUID.randomUUID() + "@example.com", "correct horse battery");
        return Objects.requireNonNull(server.bean(Users.class).find("main", id));
    }

    private static IssueResult ask(CodePurpose purpose, User user) {
        return server.bean(Transactions.class)
                .inTransaction(unit -> server.bean(IssueCode.class).issue(unit, purpose, user, user.contact()));
    }

    private static IssuedCode issue(CodePurpose purpose, User user) {
        return ((Issued) ask(purpose, user)).code();
    }

    private static CodeCheck check(String tenantId, String id, CodePurpose purpose, String typed) {
        return server.bean(CheckCode.class).check(tenantId, id, purpose, typed);
    }

    private static CodeCheck check(String id, String typed) {
        return check("main", id, PURPOSE, typed);
    }

    private String code() {
        return delivered.latestTo(user.id()).code();
    }

    private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(Collections.nCopies(times, work))) {
                results.add(future.get());
            }
            return results;
        }
    }

    @Test
    void the_code_that_was_delivered_is_right_once() {
        IssuedCode issued = issue(PURPOSE, user);
        Delivered told = delivered.latestTo(user.id());

        assertThat(told.id()).isEqualTo(issued.id());
        assertThat(told.to()).isEqualTo(user.email());
        assertThat(issued.sentTo()).matches(".\\*\\*\\*@e\\*\\*\\*\\.com");
        assertThat(issued.expiresAt()).isEqualTo(server.now().plus(Duration.ofMinutes(5)));
        assertThat(check(issued.id(), " " + told.code() + " ")).isEqualTo(new Right(user.id(), user.contact()));
        assertThat(check(issued.id(), told.code())).isEqualTo(new Over());
    }

    @Test
    void after_so_many_wrong_tries_the_right_code_does_not_count_any_more() {
        IssuedCode issued = issue(PURPOSE, user);
        String wrong = DeliveredCodes.wrong(code());
        for (int left = TRIES - 1; left >= 0; left--) {
            assertThat(check(issued.id(), wrong)).isEqualTo(new Wrong(left));
        }

        assertThat(check(issued.id(), wrong)).isEqualTo(new Over());
        assertThat(check(issued.id(), code())).isEqualTo(new Over());
    }

    @Test
    void tries_at_once_do_not_slip_past_the_count() throws Exception {
        IssuedCode issued = issue(PURPOSE, user);
        String wrong = DeliveredCodes.wrong(code());

        List<CodeCheck> tried = atOnce(50, () -> check(issued.id(), wrong));

        assertThat(tried.stream().filter(Wrong.class::isInstance))
                .containsExactlyInAnyOrder(new Wrong(4), new Wrong(3), new Wrong(2), new Wrong(1), new Wrong(0));
        assertThat(tried.stream().filter(Over.class::isInstance)).hasSize(50 - TRIES);
        assertThat(check(issued.id(), code())).isEqualTo(new Over());
    }

    @Test
    void of_the_right_code_many_times_at_once_one_wins() throws Exception {
        IssuedCode issued = issue(PURPOSE, user);
        String code = code();

        List<CodeCheck> tried = atOnce(20, () -> check(issued.id(), code));

        assertThat(tried.stream().filter(Right.class::isInstance)).hasSize(1);
        assertThat(tried.stream().filter(Over.class::isInstance)).hasSize(19);
    }

    @Test
    void a_code_that_was_proved_is_used_up_by_one_transaction_only() throws Exception {
        IssuedCode issued = issue(PURPOSE, user);
        CheckCode checks = server.bean(CheckCode.class);
        assertThat(checks.prove("main", issued.id(), PURPOSE, code())).isInstanceOf(Right.class);

        List<Boolean> used = atOnce(
                8, () -> server.bean(Transactions.class).inTransaction(unit -> checks.use(unit, "main", issued.id())));

        assertThat(used.stream().filter(Boolean::booleanValue)).hasSize(1);
    }

    @Test
    void a_code_counts_for_its_purpose_tenant_and_id_only_and_others_cost_it_no_try() {
        IssuedCode issued = issue(PURPOSE, user);
        IssuedCode other = issue(CodePurpose.VERIFY_CONTACT, user);
        String code = delivered.allTo(user.id()).getFirst().code();

        assertThat(check("main", issued.id(), CodePurpose.RESET_PASSWORD, code)).isEqualTo(new Over());
        assertThat(check("acme", issued.id(), PURPOSE, code)).isEqualTo(new Over());
        assertThat(check("main", "no such id", PURPOSE, code)).isEqualTo(new Over());
        assertThat(check("main", other.id(), PURPOSE, code())).isEqualTo(new Over());
        assertThat(check(issued.id(), DeliveredCodes.wrong(code))).isEqualTo(new Wrong(TRIES - 1));
        assertThat(check(issued.id(), code)).isInstanceOf(Right.class);
    }

    @Test
    void a_newer_code_makes_the_older_one_of_the_same_user_and_purpose_count_no_more() {
        User neighbour = newUser();
        IssuedCode ofNeighbour = issue(PURPOSE, neighbour);
        IssuedCode older = issue(PURPOSE, user);
        String olderCode = code();
        IssuedCode ofOtherPurpose = issue(CodePurpose.VERIFY_CONTACT, user);
        String codeOfOtherPurpose = code();
        server.clock().advance(Duration.ofSeconds(30));
        IssuedCode newer = issue(PURPOSE, user);

        assertThat(check(older.id(), olderCode)).isEqualTo(new Over());
        assertThat(check(newer.id(), code())).isInstanceOf(Right.class);
        assertThat(check("main", ofOtherPurpose.id(), CodePurpose.VERIFY_CONTACT, codeOfOtherPurpose))
                .isInstanceOf(Right.class);
        assertThat(check(ofNeighbour.id(), delivered.latestTo(neighbour.id()).code()))
                .isInstanceOf(Right.class);
    }

    @Test
    void a_code_expires() {
        IssuedCode issued = issue(PURPOSE, user);
        server.clock().advance(Duration.ofMinutes(5));

        assertThat(check(issued.id(), code())).isEqualTo(new Over());
    }

    @Test
    void a_code_that_is_refused_for_haste_leaves_the_earlier_one_as_it_is() {
        IssuedCode issued = issue(PURPOSE, user);
        server.clock().advance(Duration.ofSeconds(10));

        assertThat(ask(PURPOSE, user)).isEqualTo(new SentTooOften(Duration.ofSeconds(20)));
        assertThat(delivered.allTo(user.id())).hasSize(1);
        assertThat(check(issued.id(), code())).isInstanceOf(Right.class);
    }

    @Test
    void no_more_than_five_an_hour_are_sent_and_other_purposes_count_for_themselves() {
        for (int i = 0; i < 5; i++) {
            issue(PURPOSE, user);
            server.clock().advance(Duration.ofSeconds(30));
        }

        assertThat(ask(PURPOSE, user)).isEqualTo(new SentTooOften(Duration.ofSeconds(3_600 - 150)));
        assertThat(ask(CodePurpose.VERIFY_CONTACT, user)).isInstanceOf(Issued.class);
    }

    @Test
    void of_codes_asked_for_at_once_one_is_made() throws Exception {
        List<IssueResult> asked = atOnce(10, () -> ask(PURPOSE, user));

        assertThat(asked.stream().filter(Issued.class::isInstance)).hasSize(1);
        assertThat(delivered.allTo(user.id())).hasSize(1);
    }

    @Test
    void a_transaction_that_fails_has_made_no_code_and_counted_none() {
        Transactions transactions = server.bean(Transactions.class);
        assertThatThrownBy(() -> transactions.run(unit -> {
                    server.bean(IssueCode.class).issue(unit, PURPOSE, user, user.contact());
                    throw new IllegalArgumentException("what came after it failed");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(delivered.allTo(user.id())).isEmpty();
        assertThat(ask(PURPOSE, user)).isInstanceOf(Issued.class);
    }

    @Test
    void a_code_for_nobody_looks_like_any_other_and_no_text_is_right() {
        Contact nobody = Contact.parse(UUID.randomUUID() + "@example.com");
        IssuedCode real = issue(CodePurpose.RESET_PASSWORD, user);
        IssuedCode pretended = ((Issued) pretend(nobody)).code();

        assertThat(pretended.id()).hasSameSizeAs(real.id());
        assertThat(pretended.expiresAt()).isEqualTo(real.expiresAt());
        assertThat(pretended.sentTo()).isEqualTo(nobody.masked());
        assertThat(pretend(nobody)).isEqualTo(ask(CodePurpose.RESET_PASSWORD, user));
        for (int left = TRIES - 1; left >= 0; left--) {
            assertThat(check("main", pretended.id(), CodePurpose.RESET_PASSWORD, "00000" + left))
                    .isEqualTo(new Wrong(left));
        }
        assertThat(check("main", pretended.id(), CodePurpose.RESET_PASSWORD, "123456"))
                .isEqualTo(new Over());
    }

    @Test
    void nobody_pretends_where_only_signed_in_users_ask() {
        assertThatThrownBy(() -> server.bean(Transactions.class)
                        .run(unit -> server.bean(IssueCode.class).pretend(unit, PURPOSE, "main", user.contact())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static IssueResult pretend(Contact nobody) {
        return server.bean(Transactions.class)
                .inTransaction(
                        unit -> server.bean(IssueCode.class).pretend(unit, CodePurpose.RESET_PASSWORD, "main", nobody));
    }
}
