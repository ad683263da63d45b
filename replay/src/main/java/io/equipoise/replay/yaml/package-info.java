/** YAML files whose values know where they stand, so that every error names file, line and key. */
@NullMarked
package io.equipoise.replay.yaml;

import org.jspecify.annotations.NullMarked;
