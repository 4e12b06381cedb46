/**
 * A property test of composer, planner and executor together: operations on a random federation give what they give on the
 * same data in one service. Run more of it by {@code -Dcoffer.federated.seeds=10000}, one seed again by
 * {@code -Dcoffer.seed=N -Dcoffer.federated.seeds=1}.
 */
@NullMarked
package dev.coffer.gateway.federated;

import org.jspecify.annotations.NullMarked;
