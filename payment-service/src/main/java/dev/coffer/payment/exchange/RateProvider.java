package dev.coffer.payment.exchange;

import java.io.IOException;

/** Somebody who publishes rates. */
interface RateProvider {

    /** The latest. @throws IOException when they cannot be had now, or cannot be read */
    ProvidedRates latest() throws IOException;
}
