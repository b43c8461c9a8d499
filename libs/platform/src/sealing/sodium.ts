// Other projects compile this file from source and must find the declarations that the package lacks.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./sodium-native.d.ts" />
import sodium from 'sodium-native';

export { sodium };
