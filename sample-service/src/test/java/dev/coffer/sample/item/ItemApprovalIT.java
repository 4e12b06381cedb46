// [sagas]
package dev.coffer.sample.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.SagaCrashes;
import dev.coffer.core.saga.SagaInstance;
import dev.coffer.core.saga.SagaState;
import dev.coffer.core.saga.Sagas;
import dev.coffer.core.saga.StepResult;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.sample.SampleApplication;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** New items wait for an approval; without one they are removed; a crash anywhere changes nothing of that. */
@ExtendWith(StoresExtension.class)
class ItemApprovalIT {

    private static final String TENANT = "main";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static int services;

    private final String database;

    ItemApprovalIT(@FreshDatabase String database) {
        this.database = database + "_" + ++services;
    }

    private TestService start(TestTokens tokens, Map<String, ?> settings) {
        return TestService.start(SampleApplication.class, SampleApplication.SERVICE, database, tokens, settings);
    }

    private static @Nullable Item find(TestService service, String id) {
        return service.bean(MongoItems.class).find(TENANT, List.of(id)).stream()
                .findFirst()
                .orElse(null);
    }

    /** By its steps and not by its bean: a service may have several. */
    private static Saga<ItemApproval> saga(TestService service) {
        return new ItemApprovalSteps(service.bean(MongoItems.class), Duration.ofHours(24), Clock.systemUTC()).saga();
    }

    @Test
    void staff_approve_once_and_users_do_not() {
        try (TestTokens tokens = TestTokens.start();
                TestService service = start(tokens, Map.of())) {
            ItemClient admin = ItemClient.of(service, tokens, TENANT, "adam", "admin");
            ItemClient ann = ItemClient.of(service, tokens, TENANT, "ann");
            String id = ann.made("Blue");

            assertThat(TestService.errorCode(ann.mutate("approveItem", Map.of("id", id))))
                    .isEqualTo("FORBIDDEN");
            assertThat(Objects.requireNonNull(find(service, id)).isApproved()).isFalse();
            assertThat(admin.done("approveItem", Map.of("id", id)).path("id").asString())
                    .isEqualTo(id);
            await().atMost(PATIENCE)
                    .until(() -> Objects.requireNonNull(find(service, id)).isApproved());
            await().atMost(PATIENCE)
                    .until(() -> admin.done("approveItem", Map.of("id", id))
                            .path("code")
                            .asString("")
                            .equals("ITEM_NOT_WAITING"));
            ItemClient stranger = ItemClient.of(service, tokens, "other", "adam", "admin");
            assertThat(TestService.errorCode(stranger.mutate("approveItem", Map.of("id", id))))
                    .isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void what_nobody_approves_in_time_is_removed() {
        Map<String, ?> soon = Map.of("coffer.sample.item-approval.within", "1s", "coffer.sagas.grace", "0s");
        try (TestTokens tokens = TestTokens.start();
                TestService service = start(tokens, soon)) {
            ItemClient ann = ItemClient.of(service, tokens, TENANT, "ann");
            String id = ann.made("Blue");

            await().atMost(PATIENCE).until(() -> find(service, id) == null);
            assertThat(ann.countOf("ann")).isZero();
        }
    }

    @Test
    void what_its_owner_removes_waits_no_longer() {
        try (TestTokens tokens = TestTokens.start();
                TestService service = start(tokens, Map.of())) {
            ItemClient ann = ItemClient.of(service, tokens, TENANT, "ann");
            String id = ann.made("Blue");
            ann.done("removeItem", Map.of("id", id));

            SagaInstance ended = service.bean(Sagas.class).await(saga(service), TENANT, id, PATIENCE);
            assertThat(Objects.requireNonNull(ended).state()).isEqualTo(SagaState.COMPENSATED);
        }
    }

    @Test
    void wherever_it_crashes_the_item_is_approved_or_gone() {
        try (TestTokens tokens = TestTokens.start();
                TestService service = start(tokens, Map.of("coffer.sagas.run", "false"))) {
            ItemClient ann = ItemClient.of(service, tokens, TENANT, "ann");
            Saga<ItemApproval> saga = saga(service);
            SagaCrashes crashes =
                    new SagaCrashes(service.bean(MongoDatabase.class), service.bean(Transactions.class), List.of(saga));

            crashes.everywhere(EnumSet.of(SagaState.COMPLETED), new Waiting(service, ann, saga, true));
            crashes.everywhere(EnumSet.of(SagaState.COMPENSATED), new Waiting(service, ann, saga, false));
        }
    }

    /** An item that is approved, or refused, at once. */
    private record Waiting(TestService service, ItemClient ann, Saga<ItemApproval> saga, boolean isApproved)
            implements SagaCrashes.Scenario {

        @Override
        public String begin(int run) {
            String id = ann.made("Run " + run + (isApproved ? " up" : " down"));
            Sagas sagas = service.bean(Sagas.class);
            service.bean(Transactions.class)
                    .run(unit -> sagas.tell(
                            unit,
                            saga,
                            TENANT,
                            id,
                            data -> isApproved ? StepResult.done(data.given()) : StepResult.refused("no")));
            return Objects.requireNonNull(sagas.await(saga, TENANT, id, Duration.ZERO))
                    .id();
        }

        @Override
        public void check(int run, SagaInstance ended) {
            Item item = find(service, ended.key());
            if (isApproved) {
                assertThat(Objects.requireNonNull(item).isApproved()).isTrue();
                assertThat(item.version()).as("approved once").isEqualTo(2);
                // So that there is room for the next one.
                ann.done("removeItem", Map.of("id", ended.key()));
            } else {
                assertThat(item).isNull();
            }
        }
    }
}
// [/sagas]
