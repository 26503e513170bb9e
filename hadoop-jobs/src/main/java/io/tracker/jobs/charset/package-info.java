/** Text in the server's character sets, made UTF-8 exactly or refused. */
package io.tracker.jobs.charset;
