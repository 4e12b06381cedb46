package dev.coffer.auth.browser;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.session.CheckSession;
import dev.coffer.auth.user.Tenants;
import dev.coffer.core.store.Transactions;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BrowserWiring {

    @Bean
    MongoBrowserSessions storedBrowserSessions(MongoDatabase database) {
        return new MongoBrowserSessions(database);
    }

    @Bean
    BrowserSessions browserSessions(
            StoredBrowserSessions stored,
            CheckSession check,
            Transactions transactions,
            SecureRandom random,
            Clock clock) {
        return new BrowserSessions(stored, check, transactions, random, clock);
    }

    @Bean
    HttpCookies httpCookies(SecureRandom random) {
        return new HttpCookies(random);
    }

    @Bean
    HttpPages httpPages() {
        return new HttpPages();
    }

    @Bean
    SignInPages signInPages(BrowserSessions sessions, Tenants tenants, HttpCookies cookies, HttpPages pages) {
        return new SignInPages(sessions, tenants, cookies, pages);
    }
}
