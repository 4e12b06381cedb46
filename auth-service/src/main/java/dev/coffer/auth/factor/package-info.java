/**
 * Second factors: what users switch on, and prove who they are with beside the password. Used by the signin package through its port
 * {@link dev.coffer.auth.signin.SecondFactors}, and by clients over GraphQL.
 */
@NullMarked
package dev.coffer.auth.factor;

import org.jspecify.annotations.NullMarked;
