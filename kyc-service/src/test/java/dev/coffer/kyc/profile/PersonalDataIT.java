package dev.coffer.kyc.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.testkit.TestService;
import dev.coffer.kyc.person.Persons;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What applicants say of themselves: sealed, shown to few, and refused where it cannot be. */
final class PersonalDataIT extends VerificationStage {

    @Test
    void personal_data_is_sealed_and_shown_to_its_owner_and_reviewers_of_the_tenant_only() {
        submit();
        String mine = "{ myPersonalData { givenName birthDate } }";
        assertThat(service.ask(mine, token())
                        .at("/data/myPersonalData/givenName")
                        .asString())
                .isEqualTo("Ada Xylophone");
        assertThat(service.ask(mine, token())
                        .at("/data/myPersonalData/birthDate")
                        .asString())
                .isEqualTo("1990-02-28");
        String theirs = "query($id: ID!) { personalDataOf(userId: $id) { givenName } }";
        Map<String, Object> id = Map.of("id", user);
        assertThat(service.ask(theirs, id, rita)
                        .at("/data/personalDataOf/givenName")
                        .asString())
                .isEqualTo("Ada Xylophone");
        assertThat(TestService.errorCode(service.ask(theirs, id, tokens.user("eve"))))
                .isEqualTo("FORBIDDEN");
        assertThat(TestService.errorCode(service.ask(theirs, id, tokens.user("olga", TENANT, "operator"))))
                .isEqualTo("FORBIDDEN");
        assertThat(service.ask(theirs, id, tokens.user("rita", "elsewhere", "admin"))
                        .at("/data/personalDataOf")
                        .isNull())
                .isTrue();
        MongoDatabase database = service.bean(MongoDatabase.class);
        for (String collection : database.listCollectionNames()) {
            for (Document document : database.getCollection(collection).find()) {
                assertThat(document.toJson()).as(collection).doesNotContain("Xylophone", "1990-02-28", "Hauptstr");
            }
        }
    }

    @Test
    void sealed_data_that_is_moved_to_another_user_does_not_open() {
        submit();
        service.bean(MongoDatabase.class)
                .getCollection("persons")
                .updateOne(new Document("userId", user), new Document("$set", new Document("userId", user + "-x")));
        Persons persons = service.bean(Persons.class);
        assertThatThrownBy(() -> persons.find(TENANT, user + "-x")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void personal_data_that_cannot_be_is_refused_field_by_field_and_the_too_young_are() {
        Map<String, Object> wrong = new HashMap<>(PERSON);
        wrong.put("givenName", " ");
        wrong.put("birthDate", "2999-01-01");
        wrong.put("residence", "Germany");
        JsonNode answer = ask(service, token(), "submitPersonalData", wrong);
        assertThat(TestService.errorCode(answer)).isEqualTo("INVALID_INPUT");
        assertThat(answer.toString()).contains("input.givenName", "input.birthDate", "input.residence");
        assertThat(answer.toString()).doesNotContain("input.familyName", "2999");
        Map<String, Object> young = new HashMap<>(PERSON);
        young.put(
                "birthDate",
                Instant.now().minus(Duration.ofDays(365 * 10)).toString().substring(0, 10));
        assertThat(act(token(), "submitPersonalData", young)).isEqualTo("KYC_TOO_YOUNG");
        assertThat(service.ask("{ myPersonalData { givenName } }", token())
                        .at("/data/myPersonalData")
                        .isNull())
                .isTrue();
    }
}
