/**
 * Settings that live in MongoDB, not in environment variables: declared as records by the services that use them, validated,
 * versioned with who, when and why, overridable by tenant, live in every process within a second. Used by every service; changed
 * through auth-service. Imports the store, seal, money and errors rooms.
 *
 * <p>A service declares a record and keeps the handle:
 *
 * <pre>{@code
 * record WithdrawalSettings(
 *         @SettingField(value = "10000.00 EUR", min = "0.00 EUR", description = "Above this a person approves.") Money approvalAbove,
 *         @SettingField(value = "1h", max = "7d", description = "How long an approved withdrawal is held.") Duration holdFor) {}
 *
 * Setting<WithdrawalSettings> setting = liveSettings.declare(
 *         WithdrawalSettings.class, "payment-service/withdrawal", "When money leaves.");
 * setting.of(tenantId).holdFor(); // as it is now
 * }</pre>
 */
@NullMarked
package dev.coffer.core.config;

import org.jspecify.annotations.NullMarked;
