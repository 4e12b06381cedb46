package dev.coffer.core.stepup;

import java.math.BigDecimal;

/**
 * How much money an operation is about, as the client wrote it: not yet checked against the currency's decimals, nor for being
 * more than zero.
 */
public record Amount(BigDecimal number, String currency) {}
