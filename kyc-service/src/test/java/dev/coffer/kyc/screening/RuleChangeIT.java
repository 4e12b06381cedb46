package dev.coffer.kyc.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.config.ChangeSettings;
import dev.coffer.core.config.SettingResult;
import dev.coffer.core.config.SettingScope;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The threshold of a match is lowered, and everybody is screened by it, also by a process that is killed in the middle. */
@ExtendWith(StoresExtension.class)
class RuleChangeIT {

    private static final int PERSONS = 1_000;
    private static final int EVERY = 100;

    @Test
    void whoever_is_a_match_by_other_rules_is_found_once_and_by_whoever_is_left(@FreshDatabase String database)
            throws Exception {
        try (TestTokens tokens = TestTokens.start();
                TestService idle = ScreeningStage.start(database, tokens, "1h")) {
            MongoCollection<Document> screenings =
                    idle.bean(MongoDatabase.class).getCollection("screenings");
            ScreeningStage.seed(idle, PERSONS, EVERY, "Quillanthrap");
            change(idle, "threshold", "1", 0);
            try (TestService first = ScreeningStage.start(database, tokens, "100ms")) {
                ScreeningStage.upload(
                        first, tokens.user("rita", ScreeningStage.TENANT, "admin"), ScreeningStage.LISTED);
                awaitRound(idle, 1);
            }
            assertThat(screenings.countDocuments()).isEqualTo(PERSONS);
            assertThat(screenings.countDocuments(Filters.eq("state", "CLEAR"))).isEqualTo(PERSONS);

            change(idle, "threshold", "0.8", 1);
            ScreeningStage.killWhen(database, tokens, () -> screenings.countDocuments(Filters.eq("version", 2L)) > 100);
            assertThat(screenings.countDocuments(Filters.eq("version", 2L))).isLessThan(PERSONS);
            try (TestService last = ScreeningStage.start(database, tokens, "100ms")) {
                awaitRound(last, 2);
                // What does not decide who is a match begins no other one.
                change(last, "mostMatches", "10", 2);
                await().during(Duration.ofSeconds(2))
                        .atMost(ScreeningStage.PATIENCE)
                        .until(() -> version(last) == 2);
            }
            assertThat(screenings.countDocuments(Filters.eq("version", 2L))).isEqualTo(PERSONS);
            assertThat(screenings
                            .distinct("userId", Filters.eq("version", 2L), String.class)
                            .into(new ArrayList<>()))
                    .hasSize(PERSONS);
            assertThat(screenings.countDocuments(Filters.eq("state", "MATCHED")))
                    .isEqualTo(PERSONS / EVERY);
        }
    }

    private static void change(TestService service, String field, String value, long version) {
        ChangeSettings.Intent intent = new ChangeSettings.Intent(
                SettingScope.installation(ScreeningSettings.KEY), version, "somebody", "for a test");
        await().atMost(ScreeningStage.PATIENCE)
                .until(() -> service.bean(ChangeSettings.class).set(intent, new HashMap<>(Map.of(field, value)))
                        instanceof SettingResult.Changed);
    }

    private static long version(TestService service) {
        Document found = service.bean(MongoDatabase.class)
                .getCollection("sanctions_versions")
                .find()
                .first();
        return found == null || found.containsKey("dueAt") ? 0 : found.getLong("version");
    }

    /** That everybody was screened by it. */
    private static void awaitRound(TestService service, long version) {
        await().atMost(ScreeningStage.PATIENCE).until(() -> version(service) == version);
    }
}
