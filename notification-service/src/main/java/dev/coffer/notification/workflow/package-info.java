/**
 * Who is told what, when something happens: events of all services, and for each the messages that follow, as data. Used by the inbox, for
 * the welcome; hands messages to the channels, which implement {@link dev.coffer.notification.workflow.WayOut}.
 */
@NullMarked
package dev.coffer.notification.workflow;

import org.jspecify.annotations.NullMarked;
