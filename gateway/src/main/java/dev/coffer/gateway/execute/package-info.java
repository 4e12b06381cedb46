/**
 * Runs a planned operation: calls the subgraphs in the order their inputs allow, joins what they answer, and writes
 * the answer the client asked for. Used by {@code dev.coffer.gateway.transport}; knows nothing of Spring.
 */
@NullMarked
package dev.coffer.gateway.execute;

import org.jspecify.annotations.NullMarked;
