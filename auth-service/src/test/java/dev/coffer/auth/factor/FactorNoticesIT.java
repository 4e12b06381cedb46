package dev.coffer.auth.factor;

import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Whatever changes how an account is signed in to is told its user, and is in the audit log. */
@ExtendWith(StoresExtension.class)
final class FactorNoticesIT {

    private static final int CODES = 10;
    private static AuthServer server;
    private static Member admin;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
        admin = Member.join(server, "main", "admin@example.com", "admin");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<Document> events(Member member) {
        return server.bean(MongoDatabase.class)
                .getCollection("outbox")
                .find(Filters.eq("key", member.id()))
                .sort(new Document("seq", 1))
                .into(new ArrayList<>());
    }

    private static List<String> told(Member member) {
        return events(member).stream()
                .map(event -> event.getString("eventType"))
                .filter(type -> type.startsWith("factor.") || type.startsWith("device."))
                .toList();
    }

    /** The audit log's entries about somebody, the oldest first. */
    private static List<String> audited(Member member) {
        JsonNode log = server.ask(
                        "query Q($id: ID!) { auditLog(first: 50, filter: {subjectId: $id, kinds: [FACTOR_ENROLLED,"
                                + " FACTOR_REMOVED, RECOVERY_CODE_USED, RECOVERY_CODES_REPLACED, DEVICE_REMEMBERED]})"
                                + " { nodes { kind } } }",
                        Map.of("id", member.id()),
                        text(admin.login(), "accessToken"))
                .at("/data/auditLog/nodes");
        return log.valueStream().map(entry -> text(entry, "kind")).toList().reversed();
    }

    @Test
    void an_app_a_device_other_codes_and_the_end_of_it_are_told_and_audited_once_each() {
        Member ada = Member.withApp(server, "ada@example.com");
        String device = ada.rememberedDevice();
        server.clock().advance(Totp.STEP);
        JsonNode replaced = ada.ask(
                "regenerateRecoveryCodes",
                Map.of("password", Member.PASSWORD, "code", ada.code()),
                "... on RecoveryCodes { codes }");
        List<String> codes = Member.codes(replaced);
        ada.ask("disableTotp", Map.of("password", Member.PASSWORD, "code", codes.getFirst()), "... on User { id }");

        assertThat(told(ada))
                .containsExactly(
                        "factor.enrolled",
                        "device.remembered",
                        "factor.recovery.replaced",
                        "factor.recovery.used",
                        "factor.removed");
        assertThat(audited(ada))
                .containsExactly(
                        "FACTOR_ENROLLED",
                        "DEVICE_REMEMBERED",
                        "RECOVERY_CODES_REPLACED",
                        "RECOVERY_CODE_USED",
                        "FACTOR_REMOVED");
        String written = events(ada).toString();
        assertThat(written).doesNotContain(device);
        assertThat(codes).isNotEmpty().noneMatch(written::contains);
        assertThat(events(ada).stream()
                        .filter(event -> event.getString("eventType").equals("device.remembered")))
                .singleElement()
                .extracting(Document::toJson)
                .asString()
                .contains(
                        server.now().minus(Totp.STEP).plus(Duration.ofDays(30)).toString());
    }

    @Test
    void how_many_codes_are_left_is_told_down_to_none_and_what_was_refused_is_not() {
        Member ben = Member.withApp(server, "ben@example.com");
        assertThat(ben.recoveryCodes()).hasSize(CODES);
        for (String code : ben.recoveryCodes()) {
            assertThat(text(ben.recover(ben.challenge(), code), "__typename")).isEqualTo("Session");
        }
        assertThat(text(ben.recover(ben.challenge(), ben.recoveryCodes().getFirst()), "code"))
                .isEqualTo("SECOND_FACTOR_WRONG");

        List<String> used = events(ben).stream()
                .filter(event -> event.getString("eventType").equals("factor.recovery.used"))
                .map(event -> event.toJson().replaceAll(".*\\\\?\"left\\\\?\"\\s*:\\s*([0-9]+).*", "$1"))
                .toList();
        assertThat(used).containsExactly("9", "8", "7", "6", "5", "4", "3", "2", "1", "0");
        assertThat(audited(ben)).hasSize(1 + CODES).containsOnlyOnce("FACTOR_ENROLLED");
    }

    @Test
    void a_sign_in_that_wants_no_device_remembered_tells_of_none() {
        Member cleo = Member.withApp(server, "cleo@example.com");
        cleo.again();

        assertThat(told(cleo)).containsExactly("factor.enrolled");
    }
}
