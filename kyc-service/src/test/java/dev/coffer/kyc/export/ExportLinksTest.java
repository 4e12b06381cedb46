package dev.coffer.kyc.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.SignedText;
import dev.coffer.core.testkit.MutableClock;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExportLinksTest {

    private final MasterKey masterKey = MasterKey.generate(new SecureRandom());
    private final MutableClock clock = MutableClock.atStandardTime();
    private final ExportLinks links = new ExportLinks(masterKey, clock);

    private static String text(ExportLinks.ExportLink link) {
        return link.path().substring(HttpExports.PATH.length());
    }

    @Test
    void a_link_says_of_what_it_is_and_counts_for_ten_minutes() {
        String person = text(links.make("main", "ada", "rita"));
        String audit = text(links.makeAudit("main", "ada", "line-1", "rita"));
        assertThat(links.read(person)).isEqualTo(new ExportLinks.Target("main", "ada", null, "rita"));
        assertThat(links.read(audit)).isEqualTo(new ExportLinks.Target("main", "ada", "line-1", "rita"));
        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(links.read(audit)).isNotNull();
        clock.advance(Duration.ofMillis(1));
        assertThat(links.read(person)).isNull();
        assertThat(links.read(audit)).isNull();
    }

    @Test
    void another_installations_and_an_older_versions_count_for_nothing() {
        ExportLinks others = new ExportLinks(MasterKey.generate(new SecureRandom()), clock);
        assertThat(links.read(text(others.make("main", "ada", "rita")))).isNull();
        String until = Long.toString(clock.instant().plusSeconds(60).toEpochMilli());
        SignedText older = new SignedText(masterKey, "kyc-export-links");
        assertThat(links.read(older.sign("main", "ada", "rita", until))).isNull();
    }
}
