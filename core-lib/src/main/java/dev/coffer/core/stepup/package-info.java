/**
 * Fields that demand a fresh proof of who the caller is: the schema directive {@code @stepUp}. Used by auth-service and
 * payment-service; imports the rooms identity, graphql and errors.
 */
@NullMarked
package dev.coffer.core.stepup;

import org.jspecify.annotations.NullMarked;
