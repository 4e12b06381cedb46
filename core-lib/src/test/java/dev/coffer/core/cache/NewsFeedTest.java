package dev.coffer.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NewsFeedTest {

    private final List<String> news = new ArrayList<>();
    private final NewsFeed feed = new NewsFeed(new Cache.News() {

        @Override
        public void invalidated(TenantKey key) {
            news.add(key.text());
        }

        @Override
        public void missed() {
            news.add("all");
        }
    });

    @BeforeEach
    void listening() {
        feed.resumed();
        looked("e 7");
        news.clear();
    }

    private void looked(String version) {
        feed.looked(CacheVersion.parse(version), feed.resumptions());
    }

    @Test
    void messages_without_a_gap_invalidate_one_by_one() {
        feed.heard("e 8 acme:ann");
        feed.heard("e 9 acme:b o b");
        looked("e 9");
        looked("e 9");
        assertThat(news).containsExactly("acme:ann", "acme:b o b");
    }

    @Test
    void a_gap_empties_everything() {
        feed.heard("e 9 acme:ann");
        assertThat(news).containsExactly("all");
        feed.heard("e 10 acme:ann");
        assertThat(news).containsExactly("all", "acme:ann");
    }

    @Test
    void another_epoch_empties_everything() {
        feed.heard("f 1 acme:ann");
        looked("g 0");
        assertThat(news).containsExactly("all", "all");
    }

    @Test
    void what_was_missed_while_not_listening_is_noticed_when_listening_again() {
        feed.resumed();
        looked("e 8");
        looked("e 8");
        assertThat(news).containsExactly("all");
    }

    @Test
    void a_look_from_before_listening_again_does_not_count_as_one_after_it() {
        long before = feed.resumptions();
        feed.resumed();
        feed.looked(CacheVersion.parse("e 7"), before);
        looked("e 8");
        assertThat(news).containsExactly("all");
    }

    @Test
    void a_message_that_is_late_behind_a_look_is_waited_for_and_one_that_never_comes_is_not() {
        looked("e 8");
        assertThat(news).isEmpty();
        feed.heard("e 8 acme:ann");
        looked("e 9");
        assertThat(news).containsExactly("acme:ann");
        looked("e 9");
        assertThat(news).containsExactly("acme:ann", "all");
        looked("e 9");
        assertThat(news).hasSize(2);
    }

    @Test
    void a_message_that_a_look_has_covered_still_invalidates() {
        feed.resumed();
        looked("e 8");
        feed.heard("e 8 acme:ann");
        assertThat(news).containsExactly("all", "acme:ann");
    }
}
