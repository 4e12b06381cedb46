package dev.coffer.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.core.identity.Verification.Reason;
import dev.coffer.core.identity.Verification.Verified;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationListTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(360);

    private final RevocationList list = new RevocationList();

    private static Verified token(String user, String tenant, String session, long version, String key) {
        return new Verified(new Caller(user, tenant, Set.of("user"), session), LATER, Set.of(), version, key);
    }

    @Test
    void an_ended_session_takes_its_own_tokens_along_and_no_others() {
        list.addAll(List.of(Revocation.ofSession("s1", LATER)));

        assertThat(list.find(token("ann", "main", "s1", 9, "k1"))).isEqualTo(Reason.REVOKED);
        assertThat(list.find(token("ann", "main", "s2", 9, "k1"))).isNull();
    }

    @Test
    void a_changed_account_takes_older_tokens_along_in_its_own_tenant_only() {
        list.addAll(List.of(Revocation.ofUser("main", "ann", 7, LATER)));

        assertThat(list.find(token("ann", "main", "s1", 6, "k1"))).isEqualTo(Reason.OUTDATED);
        assertThat(list.find(token("ann", "main", "s1", 0, "k1")))
                .as("a token that states no version")
                .isEqualTo(Reason.OUTDATED);
        assertThat(list.find(token("ann", "main", "s1", 7, "k1"))).isNull();
        assertThat(list.find(token("ann", "acme", "s1", 6, "k1"))).isNull();
        assertThat(list.find(token("bob", "main", "s1", 6, "k1"))).isNull();
    }

    @Test
    void a_key_that_is_not_trusted_takes_all_along_that_it_signed() {
        list.addAll(List.of(Revocation.ofSigningKey("k1", LATER)));

        assertThat(list.find(token("ann", "main", "s1", 9, "k1"))).isEqualTo(Reason.REVOKED);
        assertThat(list.find(token("ann", "main", "s1", 9, "k2"))).isNull();
    }

    @Test
    void of_two_about_the_same_user_the_stricter_counts_in_whichever_order_they_come() {
        list.addAll(List.of(
                Revocation.ofUser("main", "ann", 9, LATER.minusSeconds(100)),
                Revocation.ofUser("main", "ann", 7, LATER)));

        list.forgetUntil(LATER.minusSeconds(50));

        assertThat(list.find(token("ann", "main", "s1", 8, "k1"))).isEqualTo(Reason.OUTDATED);
    }

    @Test
    void it_forgets_what_no_token_can_be_about_any_more() {
        list.addAll(List.of(Revocation.ofSession("s1", LATER)));

        list.forgetUntil(LATER.minusMillis(1));
        assertThat(list.size()).isOne();
        list.forgetUntil(LATER);
        assertThat(list.size()).isZero();
    }

    @Test
    void a_page_says_the_same_after_it_was_written_and_read() {
        RevocationPage page = new RevocationPage(
                NOW, List.of(Revocation.ofSession("s1", LATER), Revocation.ofUser("main", "ann", 7, LATER)));

        assertThat(RevocationPage.parse(page.toJson())).isEqualTo(page);
        assertThat(page.toJson()).doesNotContain("ann", "s1", "main");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{}",
                "{\"asOf\": 1}",
                "{\"asOf\": 1, \"revoked\": [{\"key\": \"k\"}]}",
                "{\"asOf\": 1, \"revoked\": [{\"key\": \"k\", \"below\": -1, \"until\": 1}]}",
                "{\"asOf\": 1, \"revoked\": [{\"key\": 7, \"until\": 1}]}",
                "{\"asOf\": \"yesterday\", \"revoked\": []}"
            })
    void what_is_no_page_is_refused(String json) {
        assertThatThrownBy(() -> RevocationPage.parse(json)).isInstanceOf(IllegalArgumentException.class);
    }
}
