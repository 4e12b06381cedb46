package dev.coffer.payment.exchange;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.Setting;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Transfers;
import dev.coffer.payment.wallet.FindWallets;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExchangeWiring.ProviderProperties.class)
class ExchangeWiring {

    /**
     * @param url where rates are read; none are while it is empty
     * @param every how often
     * @param timeout how long one reading may take
     */
    @ConfigurationProperties("coffer.payment.exchange.provider")
    record ProviderProperties(
            @DefaultValue("") String url,
            @DefaultValue("15m") Duration every,
            @DefaultValue("5s") Duration timeout) {
        ProviderProperties {
            if (!every.isPositive() || !timeout.isPositive()) {
                throw new IllegalArgumentException(
                        "coffer.payment.exchange.provider.every and timeout must be more than zero, not " + every
                                + " and " + timeout);
            }
        }
    }

    @Bean
    Setting<ExchangeSettings> exchangeSettings(LiveSettings settings) {
        return settings.declare(
                        ExchangeSettings.class,
                        ExchangeSettings.KEY,
                        "What an exchange costs, and by what rates it goes.")
                .onceRead();
    }

    @Bean
    MongoRates rates(MongoDatabase database) {
        return new MongoRates(database);
    }

    @Bean
    MongoQuotes quotes(MongoDatabase database, Currencies currencies) {
        return new MongoQuotes(database, currencies);
    }

    @Bean
    FindRate findRate(Rates rates, Setting<ExchangeSettings> exchangeSettings, Clock clock) {
        return new FindRate(rates, exchangeSettings, clock);
    }

    @Bean
    MakeQuote makeQuote(
            FindRate findRate, Quotes quotes, Setting<ExchangeSettings> exchangeSettings, Clock clock, Ids ids) {
        return new MakeQuote(findRate, quotes, exchangeSettings, clock, ids);
    }

    @Bean
    ExchangeFunds exchangeFunds(
            FindWallets wallets,
            MakeQuote makeQuote,
            Quotes quotes,
            Bookings bookings,
            Transfers transfers,
            Clock clock) {
        return new ExchangeFunds(wallets, makeQuote, quotes, bookings, transfers, clock);
    }

    @Bean(initMethod = "start")
    @ConditionalOnProperty(prefix = "coffer.payment.exchange.provider", name = "url", matchIfMissing = false)
    RefreshRates refreshRates(ProviderProperties provider, Rates rates, Clock clock, MeterRegistry meters) {
        return new RefreshRates(
                new HttpRateProvider(URI.create(provider.url()), provider.timeout(), clock),
                rates,
                provider.every(),
                meters);
    }
}
