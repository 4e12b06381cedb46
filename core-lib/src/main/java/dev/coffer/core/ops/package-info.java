/**
 * Running a service: launching, health, metrics, the things every context needs. Used by every service, the gateway and the
 * command line; imports the rooms identity, ids and money to wire them,
 * and config, store and events for their health.
 */
@NullMarked
package dev.coffer.core.ops;

import org.jspecify.annotations.NullMarked;
