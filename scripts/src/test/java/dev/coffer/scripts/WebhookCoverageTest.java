package dev.coffer.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.events.EventType;
import dev.coffer.notification.webhook.OfferedEvents;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What webhooks are offered is told by its service, and is neither sealed nor anybody's personal data. */
class WebhookCoverageTest {

    private static final Set<String> NEVER = Set.of(
            "sealed",
            "channel",
            "noticeId",
            "codeId",
            "displayName",
            "locale",
            "device",
            "country",
            "referralCode",
            "reason",
            "message",
            "by",
            "name");

    /** By service and name, such as "auth user.registered". */
    private static final TreeMap<String, EventType<?>> TOLD = new TreeMap<>();

    @BeforeAll
    static void collect() throws ReflectiveOperationException {
        DeclaredBeans.each(Set.of(EventType.class), (service, element) -> {
            if (element instanceof EventType<?> told) {
                TOLD.put(service + " " + told.name(), told);
            }
        });
    }

    @Test
    void every_field_that_is_offered_is_told_by_that_service() {
        assertThat(OfferedEvents.all()).isNotEmpty().allSatisfy(offered -> {
            String place = offered.source() + " " + offered.type();
            assertThat(TOLD).containsKey(place);
            assertThat(fields(Objects.requireNonNull(TOLD.get(place))))
                    .as(place)
                    .containsAll(offered.fields());
        });
    }

    @Test
    void nothing_that_is_sealed_or_personal_is_offered() {
        assertThat(OfferedEvents.all())
                .allSatisfy(offered -> assertThat(offered.fields())
                        .as(offered.type())
                        .doesNotContainAnyElementsOf(NEVER)
                        .doesNotHaveDuplicates());
    }

    private static List<String> fields(EventType<?> told) {
        return Arrays.stream(told.data().getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
