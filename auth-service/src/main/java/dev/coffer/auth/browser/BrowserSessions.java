package dev.coffer.auth.browser;

import dev.coffer.auth.browser.StoredBrowserSessions.Stored;
import dev.coffer.auth.session.CheckSession;
import dev.coffer.auth.session.Session;
import dev.coffer.auth.token.Authentication;
import dev.coffer.core.store.Transactions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Remembers at a browser that somebody is signed in. The cookie is another one after each sign-in. */
public final class BrowserSessions {

    static final Duration LIFE = Duration.ofHours(12);

    private final StoredBrowserSessions stored;
    private final CheckSession check;
    private final Transactions transactions;
    private final SecureRandom random;
    private final Clock clock;

    BrowserSessions(
            StoredBrowserSessions stored,
            CheckSession check,
            Transactions transactions,
            SecureRandom random,
            Clock clock) {
        this.stored = stored;
        this.check = check;
        this.transactions = transactions;
        this.random = random;
        this.clock = clock;
    }

    /**
     * @param before the cookie that the browser had, which counts no more; null for none
     * @return the cookie that stands for the session from now on
     */
    String begin(Session session, @Nullable String before) {
        TenantSecret cookie = TenantSecret.make(session.user().tenantId(), random);
        Stored begun = new Stored(
                cookie.digest(),
                cookie.tenantId(),
                session.user().id(),
                session.id(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(LIFE));
        TenantSecret old = before == null ? null : TenantSecret.read(before);
        transactions.run(unit -> {
            if (old != null) {
                stored.delete(unit, old.tenantId(), old.digest());
            }
            stored.insert(unit, begun);
        });
        return cookie.text();
    }

    /** The cookie stands for nobody any more. */
    public void forget(@Nullable String text) {
        TenantSecret cookie = text == null ? null : TenantSecret.read(text);
        if (cookie != null) {
            transactions.run(unit -> stored.delete(unit, cookie.tenantId(), cookie.digest()));
        }
    }

    /** Who is signed in; null where nobody is, or the session has ended by whatever means. */
    public @Nullable BrowserSession find(@Nullable String text) {
        TenantSecret cookie = text == null ? null : TenantSecret.read(text);
        Stored found = cookie == null ? null : stored.find(cookie.tenantId(), cookie.digest());
        if (found == null || !clock.instant().isBefore(found.expiresAt())) {
            return null;
        }
        Authentication proven = check.find(found.tenantId(), found.userId(), found.sessionId());
        return proven == null ? null : new BrowserSession(found.tenantId(), found.userId(), found.sessionId(), proven);
    }
}
