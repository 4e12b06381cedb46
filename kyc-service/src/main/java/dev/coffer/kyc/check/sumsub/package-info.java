/**
 * Checks by Sumsub, by its public API. Each check is an applicant of its own there, named by the check's reference, so that whatever is
 * asked again finds what was made before: an applicant that is there, documents that were sent, a review that runs. What Sumsub tells
 * of its own accord only hastens the next look: what counts is what it answers when it is asked.
 *
 * @see <a href="https://docs.sumsub.com/reference">docs.sumsub.com/reference</a>
 */
@NullMarked
package dev.coffer.kyc.check.sumsub;

import org.jspecify.annotations.NullMarked;
