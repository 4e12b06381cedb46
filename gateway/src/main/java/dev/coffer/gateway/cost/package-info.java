/** What operations may cost, by the weights and sizes of lists that the schema states; told before anything is fetched. */
@NullMarked
package dev.coffer.gateway.cost;

import org.jspecify.annotations.NullMarked;
