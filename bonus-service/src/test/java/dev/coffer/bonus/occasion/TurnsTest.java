package dev.coffer.bonus.occasion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplateFixtures;
import dev.coffer.bonus.template.Trigger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns();

    private static Round.Key key(String tenantId, String code) {
        return new Round.Key(tenantId, code, Trigger.SCHEDULE);
    }

    private static RunningTemplate template(String code) {
        return RunningTemplateFixtures.running(
                code,
                "'type': 'SEASONAL', 'triggers': ['SCHEDULE'], 'value': {'fixed': {'amount': '5', 'currency': 'EUR'}}");
    }

    private static Map<Round.Key, RunningTemplate> all(Round.Key... keys) {
        Map<Round.Key, RunningTemplate> found = new LinkedHashMap<>();
        for (Round.Key key : keys) {
            found.put(key, template(key.code()));
        }
        return found;
    }

    private Turns.Turn next() {
        return Objects.requireNonNull(turns.next());
    }

    @Test
    void a_tenant_with_one_round_waits_for_one_of_another_and_not_for_all_of_them() {
        turns.renew(all(key("many", "A"), key("many", "B"), key("many", "C"), key("few", "D")));
        assertThat(next().key()).isEqualTo(key("many", "A"));
        assertThat(next().key()).isEqualTo(key("few", "D"));
        assertThat(next().key()).isEqualTo(key("many", "B"));
        assertThat(next().key()).isEqualTo(key("many", "C"));
        assertThat(turns.next()).isNull();
    }

    @Test
    void a_round_that_is_not_done_goes_to_the_end_of_those_that_wait() {
        turns.renew(all(key("many", "A"), key("many", "B"), key("few", "C")));
        turns.over(next(), true);
        assertThat(next().key()).isEqualTo(key("few", "C"));
        assertThat(next().key()).isEqualTo(key("many", "B"));
        assertThat(next().key()).isEqualTo(key("many", "A"));
    }

    @Test
    void a_round_that_goes_does_not_go_a_second_time_and_goes_on_with_the_template_as_it_is_by_then() {
        Map<Round.Key, RunningTemplate> first = all(key("one", "A"));
        Map<Round.Key, RunningTemplate> changed = all(key("one", "A"));
        turns.renew(first);
        Turns.Turn going = next();
        turns.renew(changed);
        assertThat(turns.next()).isNull();
        turns.over(going, true);
        assertThat(next().template()).isSameAs(changed.get(key("one", "A")));
    }

    @Test
    void a_template_that_does_not_run_any_more_waits_no_longer_and_does_not_go_on() {
        turns.renew(all(key("one", "A"), key("one", "B")));
        Turns.Turn going = next();
        turns.renew(Map.of());
        assertThat(turns.next()).isNull();
        turns.over(going, true);
        assertThat(turns.next()).isNull();
    }
}
