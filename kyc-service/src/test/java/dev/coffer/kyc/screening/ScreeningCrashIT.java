package dev.coffer.kyc.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.util.ArrayList;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A list is read, and everybody screened by it, by processes that are killed in the middle. */
@ExtendWith(StoresExtension.class)
class ScreeningCrashIT {

    private static final int PERSONS = 3_000;
    private static final int LISTED = 5_000;
    private static final int EVERY = 100;

    @Test
    void whoever_goes_on_leaves_nobody_out_and_screens_nobody_twice(@FreshDatabase String database) throws Exception {
        try (TestTokens tokens = TestTokens.start();
                TestService idle = ScreeningStage.start(database, tokens, "1h")) {
            MongoDatabase stored = idle.bean(MongoDatabase.class);
            ScreeningStage.seed(idle, PERSONS, EVERY, "Quillanthrop");
            ScreeningStage.upload(idle, tokens.user("rita", ScreeningStage.TENANT, "admin"), list());
            MongoCollection<Document> imports = stored.getCollection("sanctions_imports");
            MongoCollection<Document> screenings = stored.getCollection("screenings");

            // When one process is gone while it reads ...
            ScreeningStage.killWhen(database, tokens, () -> imports.countDocuments(Filters.gt("rows", 100L)) == 1);
            assertThat(imports.countDocuments(Filters.eq("state", "READING"))).isEqualTo(1);
            assertThat(imports.countDocuments(Filters.gte("rows", (long) LISTED)))
                    .isZero();
            assertThat(stored.getCollection("sanctions_versions").countDocuments())
                    .isZero();
            // ... another one while it screens ...
            ScreeningStage.killWhen(database, tokens, () -> screenings.countDocuments() > 100);
            assertThat(screenings.countDocuments()).isLessThan(PERSONS);
            // ... and the last one goes on.
            try (TestService last = ScreeningStage.start(database, tokens, "100ms")) {
                await().atMost(ScreeningStage.PATIENCE)
                        .until(() -> last.bean(MongoDatabase.class)
                                        .getCollection("sanctions_versions")
                                        .countDocuments(Filters.exists("dueAt", false))
                                == 1);
            }

            assertThat(stored.getCollection("sanctions_entries").countDocuments())
                    .isEqualTo(LISTED);
            assertThat(stored.getCollection("sanctions_entries")
                            .distinct("entryId", String.class)
                            .into(new ArrayList<>()))
                    .hasSize(LISTED);
            assertThat(screenings.countDocuments()).isEqualTo(PERSONS);
            assertThat(screenings.distinct("userId", String.class).into(new ArrayList<>()))
                    .hasSize(PERSONS);
            assertThat(screenings.countDocuments(Filters.eq("state", "MATCHED")))
                    .isEqualTo(PERSONS / EVERY);
            assertThat(screenings.countDocuments(Filters.eq("version", 1L))).isEqualTo(PERSONS);
        }
    }

    private static String list() {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < LISTED; i++) {
            String name = i == 17 ? "Zorvan Quillanthrop" : "Somebody Numbered" + "abcdefghij".charAt(i % 10) + i;
            rows.append("q-%d,Person,%s,,,\n".formatted(i, name));
        }
        return rows.toString();
    }
}
