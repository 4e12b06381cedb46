package dev.coffer.bonus.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.coffer.bonus.BonusApplication;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(StoresExtension.class)
class BonusServiceIT {

    private static TestTokens tokens;
    private static TestService service;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
    }

    @Test
    void a_user_sees_their_own_bonuses_newest_first() {
        for (int i = 0; i < 3; i++) {
            service.bean(MongoDatabase.class)
                    .getCollection("awards")
                    .insertOne(new Document("_id", "award-" + i)
                            .append("tenantId", "main")
                            .append("userId", "ann")
                            .append("templateCode", "WELCOME-1")
                            .append("amountMinor", 1_000L)
                            .append("currency", "EUR")
                            .append(
                                    "awardedAt",
                                    Date.from(Instant.parse("2026-01-02T03:04:05Z")
                                            .plusSeconds(i))));
        }
        String query = "query($users: [_Any!]!) { _entities(representations: $users)"
                + " { ... on User { bonuses(first: 2) { nodes { id value { amount } } pageInfo { hasNextPage } } } } }";
        Map<String, Object> users = Map.of("users", List.of(Map.of("__typename", "User", "id", "ann")));
        JsonNode own = service.ask(query, users, tokens.user("ann")).at("/data/_entities/0/bonuses");
        assertThat(own.at("/nodes/0/id").asString()).isEqualTo("award-2");
        assertThat(own.at("/nodes/0/value/amount").asString()).isEqualTo("10.00");
        assertThat(own.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(TestService.errorCode(service.ask(query, users, tokens.user("eve"))))
                .isEqualTo("FORBIDDEN");
    }
}
